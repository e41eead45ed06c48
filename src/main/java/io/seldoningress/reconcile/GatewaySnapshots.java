package io.seldoningress.reconcile;

import io.seldoningress.component.apply.OwnershipPolicy;
import io.seldoningress.component.apply.OwnershipPolicy.Ownership;
import io.seldoningress.component.informer.KubernetesInformerConstants;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.gateway.ForeignGateway;
import io.seldoningress.gateway.GatewayAge;
import io.seldoningress.gateway.GatewaySettings;
import io.seldoningress.gateway.SecretFacts;
import io.seldoningress.gateway.TlsClaim;
import io.seldoningress.gateway.TlsServer;
import io.seldoningress.gateway.TlsSources;
import io.seldoningress.istio.Hosts;
import io.seldoningress.seldon.SeldonDeployment;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.Header;

/** The step {@code gatewaySnapshot}. */
public final class GatewaySnapshots {

  private final Optional<GatewaySettings> settings;
  private final Caches caches;
  private final OwnershipPolicy ownership;
  private final TlsClaims claims;
  private final Function<Collection<String>, Map<String, SecretFacts>> secrets;
  private final Clock clock;

  /**
   * @param settings how the Gateway is to be; empty where none is kept
   * @param caches what the cluster shows
   * @param ownership says whose an object is
   * @param claims what SeldonDeployments ask for
   * @param secrets gives what is in the Secrets that are used, besides them in those that are named
   * @param clock tells whether certificates are valid
   */
  public GatewaySnapshots(
      Optional<GatewaySettings> settings,
      Caches caches,
      OwnershipPolicy ownership,
      TlsClaims claims,
      Function<Collection<String>, Map<String, SecretFacts>> secrets,
      Clock clock) {
    this.settings = settings;
    this.caches = caches;
    this.ownership = ownership;
    this.claims = claims;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Gathers what is known about a Gateway. Secrets that changed are read, each with one request.
   *
   * @param namespace the header CamelKubernetesNamespaceName
   * @param name the header CamelKubernetesInformerName
   * @return the snapshot, as the new body; without keys
   */
  public GatewaySnapshot gather(
      @Header(KubernetesInformerConstants.NAMESPACE) String namespace,
      @Header(KubernetesInformerConstants.NAME) String name) {
    ResourceKey key = new ResourceKey(namespace, name);
    Optional<ObservedGateway> gateway = caches.gateways().get(key);
    boolean foreign =
        gateway
            .filter(found -> ownership.decide(found, Optional.empty()) == Ownership.FOREIGN)
            .isPresent();
    return new GatewaySnapshot(
        key,
        gateway,
        foreign,
        settings
            .filter(kept -> kept.name().toString().equals(key.toString()))
            .map(kept -> sources(kept, key, gateway)));
  }

  private TlsSources sources(
      GatewaySettings kept, ResourceKey key, Optional<ObservedGateway> gateway) {
    List<TlsServer> current = gateway.map(found -> found.excerpt().tlsServers()).orElse(List.of());
    List<SeldonDeployment> naming = caches.namingTlsSecrets();
    List<TlsClaim> all =
        naming.stream().flatMap(deployment -> claims.claim(deployment).stream()).toList();
    return new TlsSources(
        secrets.apply(secretsOf(all, current)),
        all,
        lapsed(kept, naming),
        foreign(kept, key, gateway),
        current,
        clock.instant());
  }

  /** Also those of the servers that there are: a host may stay with the one that serves it. */
  private static List<String> secretsOf(List<TlsClaim> claims, List<TlsServer> current) {
    return Stream.concat(
            claims.stream().map(TlsClaim::secret),
            current.stream()
                .map(TlsServer::secret)
                .filter(secret -> !secret.equals(TlsServer.NO_SECRET)))
        .distinct()
        .toList();
  }

  /** After a restart nothing is known of what they claimed before they were edited. */
  private List<String> lapsed(GatewaySettings kept, List<SeldonDeployment> naming) {
    return naming.stream()
        .filter(deployment -> Planner.isServed(deployment, kept.controllerId()))
        .filter(deployment -> claims.claim(deployment).isEmpty())
        .flatMap(deployment -> Hosts.of(deployment).stream())
        .filter(host -> Hosts.isServerHost(host) && !host.equals(Hosts.ANY))
        .distinct()
        .toList();
  }

  /** Those that Istio takes first: what younger ones have besides does not count for it. */
  private List<ForeignGateway> foreign(
      GatewaySettings kept, ResourceKey key, Optional<ObservedGateway> gateway) {
    return caches.gateways().all().stream()
        .filter(other -> !ResourceKey.of(other).equals(key))
        .filter(other -> gateway.isEmpty() || isOlder(other, gateway.get()))
        .filter(other -> other.excerpt().mayBeAt(kept.selector()))
        .map(other -> other.excerpt().foreign(ResourceKey.of(other).toString()))
        .toList();
  }

  private static boolean isOlder(ObservedGateway one, ObservedGateway other) {
    return GatewayAge.isOlder(one.getMetadata(), other.getMetadata());
  }
}
