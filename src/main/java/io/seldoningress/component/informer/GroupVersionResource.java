package io.seldoningress.component.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Locale;

/**
 * The name of a resource in the Kubernetes API, as in the path of its URL.
 *
 * @param group the API group; empty for the core group
 * @param version the version, for example {@code v1}
 * @param plural the plural name, for example {@code virtualservices}
 */
public record GroupVersionResource(String group, String version, String plural) {

  /**
   * Reads {@code group/version/plural}, or {@code version/plural} for the core group.
   *
   * @throws IllegalArgumentException when the text has another form
   */
  public static GroupVersionResource parse(String text) {
    String[] parts = text.split("/", -1);
    boolean wellFormed = parts.length == 2 || parts.length == 3;
    for (String part : parts) {
      wellFormed &= part.matches("[a-z0-9][a-z0-9.-]*");
    }
    if (!wellFormed) {
      throw new IllegalArgumentException(
          "'%s' names no resource: write group/version/plural such as networking.istio.io/v1/virtualservices, or v1/secrets"
              .formatted(text));
    }
    int last = parts.length - 1;
    return new GroupVersionResource(last == 2 ? parts[0] : "", parts[last - 1], parts[last]);
  }

  /** The resource of a class with fabric8's annotations for it. */
  public static GroupVersionResource of(Class<? extends HasMetadata> type) {
    return new GroupVersionResource(
        HasMetadata.getGroup(type),
        HasMetadata.getVersion(type),
        HasMetadata.getPlural(type).toLowerCase(Locale.ROOT));
  }

  /** The path of an object, or of all objects of its namespace where the key's name is empty. */
  public String path(ResourceKey key) {
    StringBuilder path =
        new StringBuilder(group.isEmpty() ? "/api/" : "/apis/" + group + "/").append(version);
    if (!key.namespace().isEmpty()) {
      path.append("/namespaces/").append(key.namespace());
    }
    path.append('/').append(plural);
    return key.name().isEmpty() ? path.toString() : path.append('/').append(key.name()).toString();
  }

  @Override
  public String toString() {
    return (group.isEmpty() ? "" : group + "/") + version + "/" + plural;
  }
}
