package io.seldoningress.reconcile;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.KubernetesInformerComponent;
import io.seldoningress.component.informer.ResourceCache;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.component.informer.ResourceType;
import io.seldoningress.istio.GeneratedName;
import io.seldoningress.istio.Names;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The cluster as the watches show it: what reconciling reads, without a request.
 *
 * @param deployments the SeldonDeployments
 * @param virtualServices the VirtualServices, ours or not
 * @param destinationRules the DestinationRules, ours or not
 */
public record Caches(
    ResourceCache<SeldonDeployment> deployments,
    ResourceCache<ObservedVirtualService> virtualServices,
    ResourceCache<ObservedDestinationRule> destinationRules) {

  private static final String BY_GENERATED_NAME = "generated-name";
  private static final String BY_CONTROLLER = "controller";

  /** Has the three resources watched in these namespaces; none means all. */
  public static Caches watch(KubernetesInformerComponent informers, Set<String> namespaces) {
    informers.register(
        ResourceType.of(SeldonDeployment.class)
            .indexedBy(BY_GENERATED_NAME, Caches::generatedNames)
            .ignoringChanges(Caches::sameForRoutes),
        observed(ObservedVirtualService.class),
        observed(ObservedDestinationRule.class));
    return new Caches(
        informers.cache(SeldonDeployment.class, namespaces),
        informers.cache(ObservedVirtualService.class, namespaces),
        informers.cache(ObservedDestinationRule.class, namespaces));
  }

  /** The SeldonDeployments that come out at a name, whether they are routed or not. */
  List<SeldonDeployment> claimants(String namespace, GeneratedName name) {
    return deployments.byIndex(BY_GENERATED_NAME, indexValue(namespace, name));
  }

  /** The Istio objects whose controller has this uid: VirtualServices first. */
  List<ObservedObject> controlledBy(String uid) {
    return Stream.<ObservedObject>concat(
            virtualServices.byIndex(BY_CONTROLLER, uid).stream(),
            destinationRules.byIndex(BY_CONTROLLER, uid).stream())
        .toList();
  }

  /** The object of a generated name. */
  Optional<? extends ObservedObject> existing(String namespace, GeneratedName name) {
    ResourceKey key = new ResourceKey(namespace, name.name());
    return name.kind().equals(GeneratedName.VIRTUAL_SERVICE)
        ? virtualServices.get(key)
        : destinationRules.get(key);
  }

  private static <O extends ObservedObject> ResourceType<O> observed(Class<O> type) {
    return ResourceType.of(type)
        .indexedBy(
            BY_CONTROLLER,
            object -> object.controller().map(OwnerReference::getUid).stream().toList())
        .ignoringChanges(ObservedObject::sameContent);
  }

  private static List<String> generatedNames(SeldonDeployment deployment) {
    return Names.generated(deployment).stream()
        .map(name -> indexValue(deployment.namespace(), name))
        .toList();
  }

  private static String indexValue(String namespace, GeneratedName name) {
    return namespace + "/" + name.kind() + "/" + name.name();
  }

  /**
   * The Seldon operator updates the status of its objects often; the API server raises the
   * generation for a spec only.
   */
  private static boolean sameForRoutes(SeldonDeployment before, SeldonDeployment after) {
    var one = before.getMetadata();
    var other = after.getMetadata();
    return one.getGeneration() != null
        && one.getGeneration().equals(other.getGeneration())
        && Objects.equals(one.getUid(), other.getUid())
        && Objects.equals(one.getLabels(), other.getLabels())
        && Objects.equals(one.getAnnotations(), other.getAnnotations())
        && Objects.equals(one.getDeletionTimestamp(), other.getDeletionTimestamp());
  }
}
