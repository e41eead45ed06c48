package io.seldoningress.reconcile;

import io.seldoningress.component.informer.KubernetesInformerConstants;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.GeneratedName;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Header;

/**
 * The step {@code readinessUsers}: which SeldonDeployments are to be looked at because of an
 * EndpointSlice: those of whose predictors one has ready endpoints now and had none, or the other
 * way round. Nearly all changes of slices are none of that.
 */
public final class ReadinessUsers {

  private final Caches caches;
  private final ReadinessGate gate;

  /**
   * @param caches know whose a Service is
   * @param gate knows what was seen before
   */
  public ReadinessUsers(Caches caches, ReadinessGate gate) {
    this.caches = caches;
    this.gate = gate;
  }

  /**
   * Finds them.
   *
   * @param slice the body: its newest state; none when it is gone, and then nothing says whose it
   *     was
   * @param namespace the header CamelKubernetesNamespaceName
   * @return keys of SeldonDeployments, as the new body
   */
  public List<ResourceKey> of(
      @Body ObservedEndpointSlice slice,
      @Header(KubernetesInformerConstants.NAMESPACE) String namespace) {
    Stream<ResourceKey> concerned =
        slice == null ? gate.knownIn(namespace).stream() : usersOf(slice, namespace);
    return concerned.filter(gate::isNews).toList();
  }

  /** A predictor's Service is called as its DestinationRule. */
  private Stream<ResourceKey> usersOf(ObservedEndpointSlice slice, String namespace) {
    return slice
        .service()
        .map(service -> new GeneratedName(GeneratedName.DESTINATION_RULE, service))
        .stream()
        .flatMap(name -> caches.claimants(namespace, name).stream())
        .map(ResourceKey::of);
  }
}
