package io.seldoningress.reconcile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.component.informer.GroupVersionResource;
import io.seldoningress.component.informer.ResourceKey;

/**
 * An object that can't be routed as it says, and is parked: what the route {@code dead-letter}
 * hands to whoever wants to know. As JSON it has these fields.
 *
 * @param resource what it is, as group/version/plural
 * @param namespace its namespace
 * @param name its name
 * @param reason why; in JSON one word in CamelCase, as in Events
 * @param message what is wrong and what to do, in one line
 * @param tries how often it was tried since it last succeeded
 * @param firstTime the first of these tries, as in the API of Kubernetes (RFC 3339, UTC)
 * @param lastTime the last one
 * @param news whether it was not known before, or was for another reason
 */
public record DeadLetter(
    String resource,
    String namespace,
    String name,
    Reason reason,
    String message,
    int tries,
    String firstTime,
    String lastTime,
    boolean news) {

  /** Which object. */
  @JsonIgnore
  public ResourceKey key() {
    return new ResourceKey(namespace, name);
  }

  /** Whether it is about an object of this kind, and not one of another kind of the same name. */
  boolean isOf(Class<? extends HasMetadata> kind) {
    return GroupVersionResource.of(kind).toString().equals(resource);
  }
}
