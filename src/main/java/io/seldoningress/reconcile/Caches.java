package io.seldoningress.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.KubernetesInformerComponent;
import io.seldoningress.component.informer.ResourceCache;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.component.informer.ResourceType;
import io.seldoningress.istio.Binding;
import io.seldoningress.istio.GatewayName;
import io.seldoningress.istio.Gateways;
import io.seldoningress.istio.GeneratedName;
import io.seldoningress.istio.Names;
import io.seldoningress.istio.RouteClaims;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The cluster as the watches show it: what reconciling reads, without a request.
 *
 * @param deployments the SeldonDeployments
 * @param owned the objects of the kinds that are made for them, ours or not
 * @param gateways the Gateways, ours or not
 * @param gatewayNamespaces the namespaces whose Gateways are watched; none means all
 */
public record Caches(
    ResourceCache<SeldonDeployment> deployments,
    OwnedObjects owned,
    ResourceCache<ObservedGateway> gateways,
    Set<String> gatewayNamespaces)
    implements ClaimConflicts.Cluster {

  private static final String BY_GENERATED_NAME = "generated-name";
  private static final String BY_GATEWAY = "gateway";
  private static final String BY_TLS_SECRET = "tls-secret";
  private static final String BY_CLAIM = "claim";
  private static final String ANY = "any";

  /**
   * Has the resources watched.
   *
   * @param namespaces the namespaces of SeldonDeployments and their routes; none means all
   * @param gatewayNamespaces those of Gateways; none means all
   * @param settings say which Gateway a SeldonDeployment uses that names none, and whether it is
   *     kept who may call
   */
  public static Caches watch(
      KubernetesInformerComponent informers,
      Set<String> namespaces,
      Set<String> gatewayNamespaces,
      RoutingSettings settings) {
    informers.register(
        ResourceType.of(SeldonDeployment.class)
            .indexedBy(BY_GENERATED_NAME, Caches::generatedNames)
            .indexedBy(BY_GATEWAY, deployment -> gatewaysOf(deployment, settings))
            .indexedBy(BY_TLS_SECRET, Caches::tlsSecret)
            .indexedBy(BY_CLAIM, deployment -> RouteClaims.indexKeys(deployment, settings))
            .ignoringChanges(
                (before, after) -> sameForRoutes(before, after) && sameCondition(before, after)),
        ResourceType.of(ObservedGateway.class).ignoringChanges(ObservedObject::sameContent));
    return new Caches(
        informers.cache(SeldonDeployment.class, namespaces),
        OwnedObjects.watch(informers, namespaces, settings),
        informers.optionalCache(ObservedGateway.class, gatewayNamespaces),
        Set.copyOf(gatewayNamespaces));
  }

  /** The SeldonDeployments that use a Gateway, whether it is there or not. */
  public List<SeldonDeployment> usersOf(ResourceKey gateway) {
    return deployments.byIndex(BY_GATEWAY, gateway.toString());
  }

  /** The SeldonDeployments that name a TLS Secret. */
  List<SeldonDeployment> namingTlsSecrets() {
    return deployments.byIndex(BY_TLS_SECRET, ANY);
  }

  /**
   * Whether a Gateway of this namespace that is not in the cache does not exist. Routes do not wait
   * for Gateways: where they can't be watched, nothing is said of them.
   */
  boolean knowsGatewaysOf(String namespace) {
    return gateways.isSynced()
        && (gatewayNamespaces.isEmpty() || gatewayNamespaces.contains(namespace));
  }

  /** The object of a dead letter, where it is there and of a kind that Events are written for. */
  public Optional<? extends HasMetadata> objectOf(DeadLetter letter) {
    if (letter.isOf(SeldonDeployment.class)) {
      return deployments.get(letter.key());
    }
    return letter.isOf(ObservedGateway.class) ? gateways.get(letter.key()) : Optional.empty();
  }

  /** The SeldonDeployments that come out at a name, whether they are routed or not. */
  List<SeldonDeployment> claimants(String namespace, GeneratedName name) {
    return deployments.byIndex(BY_GENERATED_NAME, indexValue(namespace, name));
  }

  @Override
  public List<SeldonDeployment> claimingDeployments(String key) {
    return deployments.byIndex(BY_CLAIM, key);
  }

  @Override
  public List<ObservedVirtualService> claimingVirtualServices(String key) {
    return owned.claiming(key);
  }

  @Override
  public Optional<SeldonDeployment> deployment(ResourceKey key) {
    return deployments.get(key);
  }

  @Override
  public List<ObservedObject> controlledBy(String uid) {
    return owned.controlledBy(uid);
  }

  private static List<String> generatedNames(SeldonDeployment deployment) {
    return Names.generated(deployment).stream()
        .map(name -> indexValue(deployment.namespace(), name))
        .toList();
  }

  static List<String> gatewaysOf(SeldonDeployment deployment, RoutingSettings settings) {
    return Gateways.named(deployment, settings).values().stream()
        .map(GatewayName::toString)
        .distinct()
        // One with more is refused.
        .limit(Binding.MOST)
        .toList();
  }

  private static List<String> tlsSecret(SeldonDeployment deployment) {
    return deployment.annotation(Annotations.ISTIO_TLS_SECRET).isPresent()
        ? List.of(ANY)
        : List.of();
  }

  private static String indexValue(String namespace, GeneratedName name) {
    return namespace + "/" + name.kind() + "/" + name.name();
  }

  /**
   * Whether two states come out at the same routes. The Seldon operator updates the status of its
   * objects often; the API server raises the generation for a spec only.
   */
  static boolean sameForRoutes(SeldonDeployment before, SeldonDeployment after) {
    var one = before.getMetadata();
    var other = after.getMetadata();
    return one.getGeneration() != null
        && one.getGeneration().equals(other.getGeneration())
        && Objects.equals(one.getUid(), other.getUid())
        && Objects.equals(one.getLabels(), other.getLabels())
        && Objects.equals(one.getAnnotations(), other.getAnnotations())
        && Objects.equals(one.getDeletionTimestamp(), other.getDeletionTimestamp());
  }

  /** Somebody who drops or changes our condition is answered. */
  private static boolean sameCondition(SeldonDeployment before, SeldonDeployment after) {
    return before.getStatus().ingressReady().equals(after.getStatus().ingressReady());
  }
}
