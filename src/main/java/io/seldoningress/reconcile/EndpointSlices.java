package io.seldoningress.reconcile;

import io.seldoningress.component.informer.KubernetesInformerComponent;
import io.seldoningress.component.informer.ResourceCache;
import io.seldoningress.component.informer.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What EndpointSlices show of Services. A Service may have several, of which one is enough. */
public final class EndpointSlices implements Endpoints {

  /**
   * Without a watch for longer than this, what the cache shows is not what is there. Watches begin
   * again within half a minute where they may.
   */
  private static final Duration GRACE = Duration.ofMinutes(5);

  private static final String BY_SERVICE = "service";

  private final ResourceCache<ObservedEndpointSlice> slices;

  private EndpointSlices(ResourceCache<ObservedEndpointSlice> slices) {
    this.slices = slices;
  }

  /**
   * Has EndpointSlices watched. Routes wait for their first list, but not for one that succeeds.
   *
   * @param namespaces the namespaces of SeldonDeployments; none means all
   * @param labelSelector which slices; empty means all
   */
  public static EndpointSlices watch(
      KubernetesInformerComponent informers, Set<String> namespaces, String labelSelector) {
    informers.register(
        ResourceType.of(ObservedEndpointSlice.class)
            .indexedBy(BY_SERVICE, EndpointSlices::services)
            .ignoringChanges(ObservedEndpointSlice::sameReadiness));
    return new EndpointSlices(
        informers.optionalCache(ObservedEndpointSlice.class, namespaces, labelSelector));
  }

  /** Completes when they are known, but only where that is after routes may have begun. */
  public CompletableFuture<Void> knownLate() {
    return slices.syncedLate();
  }

  /** Has an action run when they are not known any more, and when they are again. */
  public void onLossOrReturn(Runnable action) {
    slices.onLossOrReturn(GRACE, action);
  }

  @Override
  public boolean areKnown() {
    return slices.isCurrent(GRACE);
  }

  @Override
  public boolean hasReady(String namespace, String service) {
    return slices.byIndex(BY_SERVICE, indexValue(namespace, service)).stream()
        .anyMatch(ObservedEndpointSlice::hasReadyEndpoint);
  }

  private static List<String> services(ObservedEndpointSlice slice) {
    String namespace = slice.getMetadata().getNamespace();
    return slice.service().stream().map(service -> indexValue(namespace, service)).toList();
  }

  private static String indexValue(String namespace, String service) {
    return namespace + "/" + service;
  }
}
