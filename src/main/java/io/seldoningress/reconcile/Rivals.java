package io.seldoningress.reconcile;

import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.Names;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Body;

/**
 * The step {@code rivals}: who must be looked at again because of this SeldonDeployment. The
 * younger ones that want a name which it has learn that they lost, and those that waited for one of
 * its names get it when it is free. The older one is never woken by the younger one, so the two
 * don't wake each other for ever.
 */
public final class Rivals {

  /**
   * Who waits for whom. An entry that is no longer true costs one look that finds nothing to do.
   */
  private final Map<ResourceKey, Set<ResourceKey>> waitingFor = new ConcurrentHashMap<>();

  private final Function<ResourceKey, Optional<SeldonDeployment>> deployments;

  /**
   * @param deployments what the cache shows of a SeldonDeployment now
   */
  public Rivals(Function<ResourceKey, Optional<SeldonDeployment>> deployments) {
    this.deployments = deployments;
  }

  /**
   * Says whom to wake.
   *
   * @param plan the body
   * @return keys of SeldonDeployments, as the new body
   */
  public List<ResourceKey> toWake(@Body Plan plan) {
    for (ResourceKey winner : plan.winners()) {
      waitingFor.computeIfAbsent(winner, key -> ConcurrentHashMap.newKeySet()).add(plan.key());
    }
    Set<ResourceKey> wake = new LinkedHashSet<>(plan.losers());
    // Whoever gave the name up since the plan was made did not know yet that somebody waits.
    if (plan.winners().stream().anyMatch(winner -> !stillWins(winner, plan))) {
      wake.add(plan.key());
    }
    Set<ResourceKey> waiting = waitingFor.remove(plan.key());
    if (waiting != null) {
      wake.addAll(waiting);
    }
    wake.removeAll(plan.winners());
    return List.copyOf(wake);
  }

  private boolean stillWins(ResourceKey winner, Plan plan) {
    SeldonDeployment waiting = plan.deployment().orElseThrow();
    return deployments
        .apply(winner)
        .filter(current -> Seniority.isSenior(current, waiting))
        .filter(
            current -> !Collections.disjoint(Names.generated(current), Names.generated(waiting)))
        .isPresent();
  }
}
