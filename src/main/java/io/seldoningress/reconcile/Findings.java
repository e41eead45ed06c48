package io.seldoningress.reconcile;

import io.seldoningress.checks.Checks;
import io.seldoningress.checks.Finding;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What is wrong with SeldonDeployments. Each state of one is checked once, though it is asked for
 * several times in a turn, and again in the turns of those that want the same requests.
 */
public final class Findings {

  private final RoutingSettings settings;

  /** By identity, which is what equality is to them; a state is let go of with its cache's. */
  private final Map<SeldonDeployment, List<Finding>> known =
      Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * @param settings how routes are made, the same for as long as the process runs
   */
  public Findings(RoutingSettings settings) {
    this.settings = settings;
  }

  /** Those of {@link Checks#check}. Two threads may find the same at once. */
  List<Finding> of(SeldonDeployment deployment) {
    List<Finding> found = known.get(deployment);
    if (found == null) {
      // Of none there is one list for all.
      found = List.copyOf(Checks.check(deployment, settings));
      known.put(deployment, found);
    }
    return found;
  }
}
