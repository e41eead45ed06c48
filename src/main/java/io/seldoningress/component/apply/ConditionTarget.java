package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.component.informer.GroupVersionResource;
import io.seldoningress.component.informer.ResourceCache;

/**
 * A kind whose objects get conditions.
 *
 * @param type the class that the cluster's objects of it are read into
 * @param cache what the cluster shows of them
 */
public record ConditionTarget<T extends HasMetadata>(Class<T> type, ResourceCache<T> cache) {

  GroupVersionResource resource() {
    return GroupVersionResource.of(type);
  }
}
