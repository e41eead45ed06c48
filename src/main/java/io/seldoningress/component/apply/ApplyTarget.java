package io.seldoningress.component.apply;

import io.seldoningress.component.informer.GroupVersionResource;
import io.seldoningress.component.informer.ResourceCache;

/**
 * A kind that is compared before it is written.
 *
 * @param type the class that the cluster's objects of it are read into
 * @param cache what the cluster shows of them
 */
public record ApplyTarget<O extends ObservedObject>(Class<O> type, ResourceCache<O> cache) {

  GroupVersionResource resource() {
    return GroupVersionResource.of(type);
  }
}
