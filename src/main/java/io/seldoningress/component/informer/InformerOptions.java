package io.seldoningress.component.informer;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;

/**
 * What one informer watches. Endpoints with equal options share the informer and its cache.
 *
 * @param client the connection, compared by identity
 * @param resource the resource
 * @param namespaces the namespaces; empty for all
 * @param labelSelector a label selector in Kubernetes' syntax; empty for all objects
 * @param fieldSelector a field selector in Kubernetes' syntax; empty for all objects
 * @param metadataOnly whether only the metadata of the objects is listed and watched
 */
record InformerOptions(
    KubernetesClient client,
    GroupVersionResource resource,
    Set<String> namespaces,
    String labelSelector,
    String fieldSelector,
    boolean metadataOnly) {

  InformerOptions {
    namespaces = Set.copyOf(namespaces);
  }

  /** For log lines: the resource and what narrows it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(metadataOnly ? "metadata of " : "").append(resource);
    if (!namespaces.isEmpty()) {
      text.append(" in ").append(String.join(", ", namespaces.stream().sorted().toList()));
    }
    if (!labelSelector.isEmpty()) {
      text.append(" with labels ").append(labelSelector);
    }
    if (!fieldSelector.isEmpty()) {
      text.append(" with fields ").append(fieldSelector);
    }
    return text.toString();
  }
}
