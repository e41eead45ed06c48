package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.component.informer.GroupVersionResource;
import io.seldoningress.component.informer.ResourceCache;

/**
 * A kind that is compared before it is written.
 *
 * @param type the class that the cluster's objects of it are read into
 * @param cache what the cluster shows of them
 */
public record ApplyTarget<O extends ObservedObject>(Class<O> type, ResourceCache<O> cache) {

  /** Whether an object is of this kind, whatever class it was read into. */
  boolean isFor(HasMetadata object) {
    return HasMetadata.getApiVersion(type).equals(object.getApiVersion())
        && HasMetadata.getKind(type).equals(object.getKind());
  }

  GroupVersionResource resource() {
    return GroupVersionResource.of(type);
  }
}
