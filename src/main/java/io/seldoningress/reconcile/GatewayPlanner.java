package io.seldoningress.reconcile;

import io.fabric8.istio.api.networking.v1.Gateway;
import io.seldoningress.component.apply.ForeignObjectException;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.gateway.GatewaySettings;
import io.seldoningress.gateway.ManagedGateway;
import io.seldoningress.gateway.TlsClaim;
import io.seldoningress.gateway.TlsDecision;
import io.seldoningress.gateway.TlsPlanner;
import io.seldoningress.gateway.TlsSources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Body;

/** The step {@code gatewayPlan}: decides everything about the Gateway, without side effects. */
public final class GatewayPlanner {

  private final Optional<GatewaySettings> settings;

  /**
   * @param settings how the Gateway is to be; empty where none is kept
   */
  public GatewayPlanner(Optional<GatewaySettings> settings) {
    this.settings = settings;
  }

  /**
   * Decides what to do.
   *
   * @param snapshot the body
   * @return the plan, as the new body
   */
  public GatewayPlan plan(@Body GatewaySnapshot snapshot) {
    return snapshot
        .sources()
        .map(sources -> plan(snapshot, sources))
        .orElseGet(() -> GatewayPlan.nothing(snapshot.key()));
  }

  private GatewayPlan plan(GatewaySnapshot snapshot, TlsSources sources) {
    if (snapshot.foreign()) {
      return refused(snapshot, sources);
    }
    GatewaySettings kept = settings.orElseThrow();
    TlsDecision decision = TlsPlanner.decide(kept, sources);
    Optional<Gateway> desired = ManagedGateway.make(kept, decision.servers());
    return new GatewayPlan(
        snapshot.key(),
        desired.stream().toList(),
        desired.isPresent() ? List.of() : stale(snapshot),
        List.of(),
        Optional.of(decision));
  }

  private static List<ObservedObject> stale(GatewaySnapshot snapshot) {
    return snapshot.gateway().stream()
        .filter(gateway -> gateway.getMetadata().getDeletionTimestamp() == null)
        .<ObservedObject>map(gateway -> gateway)
        .toList();
  }

  private static GatewayPlan refused(GatewaySnapshot snapshot, TlsSources sources) {
    String problem = ForeignObjectException.describe(snapshot.gateway().orElseThrow());
    Map<TlsClaim, Optional<String>> claims =
        sources.claims().stream()
            .collect(Collectors.toMap(claim -> claim, claim -> Optional.of(problem)));
    return new GatewayPlan(
        snapshot.key(),
        List.of(),
        List.of(),
        List.of(new Refusal(Reason.FOREIGN_OBJECT, problem)),
        Optional.of(new TlsDecision(List.of(), Map.of(), claims)));
  }
}
