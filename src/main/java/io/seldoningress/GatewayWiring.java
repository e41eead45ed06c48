package io.seldoningress;

import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_NAMESPACE;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_TLS_EXPIRY_WARNINGS;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.component.apply.ApiRequests;
import io.seldoningress.component.apply.OwnershipPolicy;
import io.seldoningress.component.apply.WritePermit;
import io.seldoningress.component.informer.GroupVersionResource;
import io.seldoningress.component.informer.KubernetesInformerComponent;
import io.seldoningress.component.informer.ObjectMetadata;
import io.seldoningress.component.informer.ResourceCache;
import io.seldoningress.gateway.GatewaySettings;
import io.seldoningress.gateway.SecretFacts;
import io.seldoningress.reconcile.Caches;
import io.seldoningress.reconcile.CertificateReports;
import io.seldoningress.reconcile.Events;
import io.seldoningress.reconcile.GatewayPlanner;
import io.seldoningress.reconcile.GatewaySnapshots;
import io.seldoningress.reconcile.GatewayUsers;
import io.seldoningress.reconcile.ObservedGateway;
import io.seldoningress.reconcile.SecretReader;
import io.seldoningress.reconcile.TlsClaims;
import io.seldoningress.reconcile.TlsSecrets;
import io.seldoningress.settings.Settings;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.camel.spi.Registry;

/** Puts together what keeps the Gateway. Where none is kept, no Secret is watched or read. */
final class GatewayWiring {

  private static final String OF_TYPE = "type=kubernetes.io/tls";
  private static final String OF_OTHER_TYPES = "type!=kubernetes.io/tls";

  private final Settings settings;
  private final KubernetesClient client;
  private final WritePermit permit;
  private final KubernetesInformerComponent informers;

  GatewayWiring(
      Settings settings,
      KubernetesClient client,
      WritePermit permit,
      KubernetesInformerComponent informers) {
    this.settings = settings;
    this.client = client;
    this.permit = permit;
    this.informers = informers;
  }

  void bind(
      Registry registry,
      Caches caches,
      OwnershipPolicy ownership,
      TlsClaims claims,
      Events events,
      MeterRegistry metrics,
      BooleanSupplier leads) {
    Optional<GatewaySettings> kept = KeptGateway.of(settings);
    Clock clock = Clock.systemUTC();
    registry.bind("gatewayUsers", new GatewayUsers(caches, claims));
    registry.bind(
        "gatewaySnapshot",
        new GatewaySnapshots(kept, caches, ownership, claims, secrets(kept), clock));
    registry.bind("gatewayPlan", new GatewayPlanner(kept));
    registry.bind(
        "certificates",
        new CertificateReports(
            settings.get(GATEWAY_NAMESPACE),
            settings.get(GATEWAY_TLS_EXPIRY_WARNINGS),
            events,
            metrics,
            leads,
            clock));
  }

  private Function<Collection<String>, Map<String, SecretFacts>> secrets(
      Optional<GatewaySettings> kept) {
    return kept.<Function<Collection<String>, Map<String, SecretFacts>>>map(
            gateway -> secrets(gateway)::facts)
        .orElse(names -> Map.of());
  }

  private TlsSecrets secrets(GatewaySettings gateway) {
    ResourceCache<ObjectMetadata> ofType = cache("", OF_TYPE);
    ResourceCache<ObjectMetadata> labelled = cache(SecretFacts.LABEL, OF_OTHER_TYPES);
    // The turn of the Gateway fails until then; routes do not wait for Secrets.
    var unused =
        CompletableFuture.allOf(ofType.synced(), labelled.synced())
            .thenRun(() -> informers.wakeAll(ObservedGateway.class));
    return new TlsSecrets(
        gateway, ofType, labelled, new SecretReader(new ApiRequests(client, permit)));
  }

  private ResourceCache<ObjectMetadata> cache(String labelSelector, String fieldSelector) {
    return informers.metadataCache(
        GroupVersionResource.of(Secret.class),
        Set.of(settings.get(GATEWAY_NAMESPACE)),
        labelSelector,
        fieldSelector);
  }
}
