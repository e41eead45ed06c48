package io.seldoningress.reconcile;

import io.fabric8.istio.api.networking.v1.Gateway;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.gateway.TlsDecision;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done about a Gateway.
 *
 * @param key which one
 * @param desired the Gateway as it is to be: one, or none
 * @param stale the Gateway that is there and has no server left: one, or none
 * @param refusals why this controller can't keep it
 * @param decision what becomes of TLS Secrets and of those who name one; empty for a Gateway that
 *     this controller does not keep
 */
public record GatewayPlan(
    ResourceKey key,
    List<Gateway> desired,
    List<ObservedObject> stale,
    List<Refusal> refusals,
    Optional<TlsDecision> decision)
    implements Refusable {

  public GatewayPlan {
    desired = List.copyOf(desired);
    stale = List.copyOf(stale);
    refusals = List.copyOf(refusals);
  }

  /** Whether this controller can't keep it. */
  @Override
  public boolean isRefused() {
    return Refusable.super.isRefused();
  }

  /** Whether there is to be no Gateway at all. */
  boolean isGatewayless() {
    return desired.isEmpty() && refusals.isEmpty();
  }

  /** Nothing to do. */
  static GatewayPlan nothing(ResourceKey key) {
    return new GatewayPlan(key, List.of(), List.of(), List.of(), Optional.empty());
  }
}
