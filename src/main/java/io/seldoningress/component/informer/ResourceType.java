package io.seldoningress.component.informer;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * How the objects of one resource are read: into which class, which holds no more than what the
 * program needs, and how they are found again.
 *
 * @param resource the resource as group, version and plural name
 * @param type the class that objects are read into
 * @param indexes functions that give the values under which an object is found, by the index' name
 * @param sameContent whether a change between two states of an object is none that matters, so that
 *     no event follows
 * @param <T> that class
 */
public record ResourceType<T extends HasMetadata>(
    GroupVersionResource resource,
    Class<T> type,
    Map<String, Function<T, List<String>>> indexes,
    BiPredicate<T, T> sameContent) {

  public ResourceType {
    indexes = Map.copyOf(indexes);
  }

  /** A resource whose class says by its annotations which one it is; every change counts. */
  public static <T extends HasMetadata> ResourceType<T> of(Class<T> type) {
    return new ResourceType<>(
        GroupVersionResource.of(type), type, Map.of(), (before, after) -> false);
  }

  /** A resource that the program has no class for. */
  static ResourceType<GenericKubernetesResource> generic(GroupVersionResource resource) {
    return new ResourceType<>(
        resource, GenericKubernetesResource.class, Map.of(), (before, after) -> false);
  }

  /** A resource of which nothing but the metadata of its objects is read. */
  static ResourceType<ObjectMetadata> metadata(GroupVersionResource resource) {
    return new ResourceType<>(resource, ObjectMetadata.class, Map.of(), (before, after) -> false);
  }

  /** The same with one index more. */
  public ResourceType<T> indexedBy(String name, Function<T, List<String>> values) {
    var more = new java.util.HashMap<>(indexes);
    more.put(name, values);
    return new ResourceType<>(resource, type, more, sameContent);
  }

  /** The same, where a change between two states for which {@code same} holds is no event. */
  public ResourceType<T> ignoringChanges(BiPredicate<T, T> same) {
    return new ResourceType<>(resource, type, indexes, same);
  }

  @SuppressWarnings("unchecked") // each of these classes is compared with the type
  MixedOperation<T, ?, Resource<T>> operation(KubernetesClient client) {
    if (ObjectMetadata.class.equals(type)) {
      return (MixedOperation<T, ?, Resource<T>>)
          (MixedOperation<?, ?, ?>) MetadataOperations.of(client, definition());
    }
    if (GenericKubernetesResource.class.equals(type)) {
      return (MixedOperation<T, ?, Resource<T>>)
          (MixedOperation<?, ?, ?>) client.genericKubernetesResources(definition());
    }
    // Watch events are read by apiVersion and kind; without this into another class that fabric8
    // has for them.
    client.getKubernetesSerialization().registerKubernetesResource(type);
    return client.resources(type);
  }

  private ResourceDefinitionContext definition() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(resource.group())
        .withVersion(resource.version())
        .withPlural(resource.plural())
        .withNamespaced(true)
        .build();
  }
}
