package io.seldoningress.reconcile;

import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.GeneratedName;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known when one SeldonDeployment is reconciled, gathered from the caches at one
 * moment.
 *
 * @param key which SeldonDeployment
 * @param deployment its newest state; empty when it is gone
 * @param owned the Istio objects whose controller it is
 * @param foreign the objects of somebody else at names that it comes out at
 * @param rivals the other SeldonDeployments that come out at a name of its own, by that name
 */
public record Snapshot(
    ResourceKey key,
    Optional<SeldonDeployment> deployment,
    List<ObservedObject> owned,
    List<ObservedObject> foreign,
    Map<GeneratedName, List<SeldonDeployment>> rivals) {

  public Snapshot {
    owned = List.copyOf(owned);
    foreign = List.copyOf(foreign);
    rivals = Map.copyOf(rivals);
  }
}
