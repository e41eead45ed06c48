package io.seldoningress.component.informer;

import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import java.util.Arrays;
import java.util.List;

/**
 * A field selector in Kubernetes' own syntax, {@code path=value}, {@code path==value} and {@code
 * path!=value} joined by commas (Kubernetes documentation, "Field Selectors").
 */
record FieldSelector(List<Term> terms) {

  /** One comparison. */
  record Term(String path, boolean equal, String value) {}

  /**
   * @param text the selector; empty selects all
   * @throws IllegalArgumentException when a part of it has another form
   */
  static FieldSelector parse(String text) {
    if (text.isBlank()) {
      return new FieldSelector(List.of());
    }
    return new FieldSelector(Arrays.stream(text.split(",", -1)).map(FieldSelector::term).toList());
  }

  /** Narrows an operation of fabric8's client to the objects that are selected. */
  <T, L, R> FilterWatchListDeletable<T, L, R> narrow(FilterWatchListDeletable<T, L, R> operation) {
    FilterWatchListDeletable<T, L, R> narrowed = operation;
    for (Term term : terms) {
      narrowed =
          term.equal()
              ? narrowed.withField(term.path(), term.value())
              : narrowed.withoutField(term.path(), term.value());
    }
    return narrowed;
  }

  private static Term term(String text) {
    int sign = text.indexOf('=');
    boolean equal = sign < 1 || text.charAt(sign - 1) != '!';
    String path = text.substring(0, Math.max(0, equal ? sign : sign - 1)).trim();
    if (path.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' in a field selector is neither path=value nor path!=value".formatted(text));
    }
    String value = text.substring(text.startsWith("==", sign) ? sign + 2 : sign + 1).trim();
    return new Term(path, equal, value);
  }
}
