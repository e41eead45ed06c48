package io.seldoningress.reconcile;

import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.gateway.GatewayExcerpt;
import io.seldoningress.istio.GatewayName;
import io.seldoningress.istio.GeneratedName;
import io.seldoningress.istio.Readiness;
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
 * @param routes who else wants the requests that it wants
 * @param gateways the Gateways that it names, as far as it is known whether they are there; those
 *     that are not are empty
 * @param claim what became of the TLS Secret that it names; empty where it names none, or one that
 *     it may not use
 * @param readiness which of its predictors count as ready
 */
public record Snapshot(
    ResourceKey key,
    Optional<SeldonDeployment> deployment,
    List<ObservedObject> owned,
    List<ObservedObject> foreign,
    Map<GeneratedName, List<SeldonDeployment>> rivals,
    RouteRivals routes,
    Map<GatewayName, Optional<GatewayExcerpt>> gateways,
    Optional<ClaimState> claim,
    Readiness readiness) {

  /** One with everybody ready, whose requests nobody else wants. */
  Snapshot(
      ResourceKey key,
      Optional<SeldonDeployment> deployment,
      List<ObservedObject> owned,
      List<ObservedObject> foreign,
      Map<GeneratedName, List<SeldonDeployment>> rivals,
      Map<GatewayName, Optional<GatewayExcerpt>> gateways,
      Optional<ClaimState> claim) {
    this(key, deployment, owned, foreign, rivals, RouteRivals.NONE, gateways, claim, Readiness.ALL);
  }

  /** What is known of a SeldonDeployment that is gone. */
  static Snapshot gone(ResourceKey key) {
    return new Snapshot(
        key, Optional.empty(), List.of(), List.of(), Map.of(), Map.of(), Optional.empty());
  }

  public Snapshot {
    owned = List.copyOf(owned);
    foreign = List.copyOf(foreign);
    rivals = Map.copyOf(rivals);
    gateways = Map.copyOf(gateways);
  }
}
