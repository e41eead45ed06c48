package io.seldoningress.component.informer;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Objects that a route is handed also where they do not exist, as the option names them. */
final class ExpectedObjects {

  /** Names are one part of a URL's path (Kubernetes documentation, "Object Names and IDs"). */
  private static final Pattern KEY = Pattern.compile("([^/%\\s]+)/([^/%\\s]+)");

  private ExpectedObjects() {}

  /**
   * Reads the option.
   *
   * @param text {@code namespace/name}, separated by commas; empty for none
   * @param namespaces the namespaces that are watched; empty for all
   * @throws IllegalArgumentException when a part has another form, or its namespace is not watched
   */
  static Set<ResourceKey> parse(String text, Set<String> namespaces) {
    if (text.isBlank()) {
      return Set.of();
    }
    return Arrays.stream(text.split(",", -1))
        .map(part -> watched(key(part.trim()), namespaces))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static ResourceKey key(String text) {
    var parts = KEY.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' in expected names no object: write namespace/name".formatted(text));
    }
    return new ResourceKey(parts.group(1), parts.group(2));
  }

  private static ResourceKey watched(ResourceKey key, Set<String> namespaces) {
    if (!namespaces.isEmpty() && !namespaces.contains(key.namespace())) {
      throw new IllegalArgumentException(
          "'%s' in expected is in a namespace that is not watched: namespaces are %s"
              .formatted(key, String.join(", ", namespaces.stream().sorted().toList())));
    }
    return key;
  }
}
