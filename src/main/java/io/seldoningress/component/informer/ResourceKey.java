package io.seldoningress.component.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Which object of a resource is meant.
 *
 * @param namespace the namespace; empty for an object of the cluster
 * @param name the name
 */
public record ResourceKey(String namespace, String name) {

  public ResourceKey {
    namespace = namespace == null ? "" : namespace;
  }

  /** The key of an object. */
  public static ResourceKey of(HasMetadata object) {
    return new ResourceKey(object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  /**
   * {@code namespace/name}, or {@code name} for an object of the cluster: the form that the caches
   * of fabric8 use.
   */
  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  /** Says in a log line which object it is about. */
  public LoggingEventBuilder on(LoggingEventBuilder line) {
    return line.addKeyValue("namespace", namespace).addKeyValue("name", name);
  }
}
