package io.seldoningress.reconcile;

import io.seldoningress.component.informer.KubernetesInformerConstants;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.gateway.GatewayExcerpt;
import io.seldoningress.istio.Hosts;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Header;

/**
 * The step {@code gatewayUsers}: which SeldonDeployments are to be looked at because of a Gateway:
 * those that use it, when it serves one of their hosts and did not before, or the other way round,
 * or is new or gone.
 */
public final class GatewayUsers {

  private final Caches caches;
  private final TlsClaims claims;

  /** What each Gateway served when it was looked at last; those that are gone are not in it. */
  private final Map<ResourceKey, GatewayExcerpt> served = new ConcurrentHashMap<>();

  /**
   * @param caches what the cluster shows
   * @param claims knows which Gateway is kept
   */
  public GatewayUsers(Caches caches, TlsClaims claims) {
    this.caches = caches;
    this.claims = claims;
  }

  /**
   * Finds them.
   *
   * @param namespace the header CamelKubernetesNamespaceName
   * @param name the header CamelKubernetesInformerName
   * @return keys of SeldonDeployments, as the new body
   */
  public List<ResourceKey> of(
      @Header(KubernetesInformerConstants.NAMESPACE) String namespace,
      @Header(KubernetesInformerConstants.NAME) String name) {
    ResourceKey key = new ResourceKey(namespace, name);
    Optional<GatewayExcerpt> now = caches.gateways().get(key).map(ObservedGateway::excerpt);
    Optional<GatewayExcerpt> before =
        Optional.ofNullable(now.isPresent() ? served.put(key, now.get()) : served.remove(key));
    // The kept one has a turn before it is made, and where it has no server.
    if (before.isEmpty() && now.isEmpty() && claims.gateway().contains(key)) {
      return List.of();
    }
    return caches.usersOf(key).stream()
        .filter(deployment -> isNews(deployment, namespace, before, now))
        .map(ResourceKey::of)
        .toList();
  }

  /**
   * One tenant's host in a Gateway is nothing to the others. A Gateway that was there before this
   * process looked at it is news once.
   */
  private static boolean isNews(
      SeldonDeployment deployment,
      String gatewayNamespace,
      Optional<GatewayExcerpt> before,
      Optional<GatewayExcerpt> now) {
    if (before.isEmpty() || now.isEmpty()) {
      return true;
    }
    return !before.get().hosts().equals(now.get().hosts())
        && Hosts.of(deployment).stream()
            .anyMatch(
                host ->
                    before.get().serves(host, deployment.namespace(), gatewayNamespace)
                        != now.get().serves(host, deployment.namespace(), gatewayNamespace));
  }
}
