package io.seldoningress.reconcile;

import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.apply.OwnershipPolicy;
import io.seldoningress.component.informer.KubernetesInformerConstants;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.component.informer.Turn;
import io.seldoningress.gateway.GatewayExcerpt;
import io.seldoningress.istio.GatewayName;
import io.seldoningress.istio.Gateways;
import io.seldoningress.istio.GeneratedName;
import io.seldoningress.istio.Names;
import io.seldoningress.istio.Ownership;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/** The step {@code snapshot}. */
public final class Snapshots {

  private final Caches caches;
  private final OwnershipPolicy ownership;
  private final RoutingSettings settings;
  private final TlsClaims claims;
  private final ClaimConflicts conflicts;
  private final ReadinessGate readiness;

  /**
   * @param caches what the cluster shows
   * @param ownership says whose an object is
   * @param findings what is wrong with SeldonDeployments
   * @param settings how routes are made
   * @param claims what is decided about TLS Secrets
   * @param controllerId the id of this controller
   * @param readiness says which predictors count as ready
   */
  public Snapshots(
      Caches caches,
      OwnershipPolicy ownership,
      Findings findings,
      RoutingSettings settings,
      TlsClaims claims,
      String controllerId,
      ReadinessGate readiness) {
    this.caches = caches;
    this.ownership = ownership;
    this.settings = settings;
    this.claims = claims;
    this.conflicts = new ClaimConflicts(caches, findings, settings, controllerId);
    this.readiness = readiness;
  }

  /**
   * Gathers what is known about a SeldonDeployment.
   *
   * @param deployment the body: its newest state; none when it is gone
   * @param namespace the header CamelKubernetesNamespaceName
   * @param name the header CamelKubernetesInformerName
   * @param exchange has the turn, which comes back where the snapshot changes by time alone
   * @return the snapshot, as the new body
   */
  public Snapshot gather(
      @Body SeldonDeployment deployment,
      @Header(KubernetesInformerConstants.NAMESPACE) String namespace,
      @Header(KubernetesInformerConstants.NAME) String name,
      Exchange exchange) {
    ResourceKey key = new ResourceKey(namespace, name);
    if (deployment == null) {
      readiness.forget(key);
      return Snapshot.gone(key);
    }
    return new Snapshot(
        key,
        Optional.of(deployment),
        caches.owned().controlledBy(deployment.getMetadata().getUid()),
        foreign(deployment),
        rivals(deployment),
        conflicts.of(deployment),
        gateways(deployment),
        claims.stateOf(deployment),
        readiness.decide(deployment, Turn.of(exchange)));
  }

  private Map<GatewayName, Optional<GatewayExcerpt>> gateways(SeldonDeployment deployment) {
    Map<GatewayName, Optional<GatewayExcerpt>> gateways = new HashMap<>();
    for (GatewayName name : Gateways.named(deployment, settings).values()) {
      Optional<GatewayExcerpt> found =
          caches
              .gateways()
              .get(new ResourceKey(name.namespace(), name.name()))
              .map(ObservedGateway::excerpt);
      if (found.isPresent() || isKnownToBeMissing(name)) {
        gateways.put(name, found);
      }
    }
    return gateways;
  }

  /** The one that this controller keeps is made in a moment, unless it would have no server. */
  private boolean isKnownToBeMissing(GatewayName name) {
    boolean kept =
        settings.tlsPolicy().filter(policy -> policy.gateway().equals(name.toString())).isPresent();
    return (!kept || claims.isGatewayless()) && caches.knowsGatewaysOf(name.namespace());
  }

  private List<ObservedObject> foreign(SeldonDeployment deployment) {
    return Names.generated(deployment).stream()
        .<ObservedObject>flatMap(
            name -> caches.owned().existing(deployment.namespace(), name).stream())
        .filter(existing -> isForeign(existing, deployment))
        .toList();
  }

  private boolean isForeign(ObservedObject existing, SeldonDeployment deployment) {
    return ownership.decide(existing, Optional.of(Ownership.ownerReference(deployment)))
        == OwnershipPolicy.Ownership.FOREIGN;
  }

  private Map<GeneratedName, List<SeldonDeployment>> rivals(SeldonDeployment deployment) {
    Map<GeneratedName, List<SeldonDeployment>> rivals = new TreeMap<>();
    for (GeneratedName name : Names.generated(deployment)) {
      List<SeldonDeployment> others =
          caches.claimants(deployment.namespace(), name).stream()
              .filter(other -> !other.name().equals(deployment.name()))
              .toList();
      if (!others.isEmpty()) {
        rivals.put(name, others);
      }
    }
    return rivals;
  }
}
