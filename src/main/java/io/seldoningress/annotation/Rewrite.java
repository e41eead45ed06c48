package io.seldoningress.annotation;

import io.seldoningress.text.UrlPaths;
import java.util.Optional;

/**
 * What a predictor sees of a request's path.
 *
 * @param prefix what stands in place of the prefix that a request is routed by; empty where that
 *     stays
 */
public record Rewrite(Optional<String> prefix) {

  /** The prefix is taken off, as the Seldon operator does. */
  public static final Rewrite ROOT = new Rewrite(Optional.of("/"));

  private static final Rewrite NONE = new Rewrite(Optional.empty());

  /** The one that a text asks for; empty where it asks for none that there is. */
  static Optional<Rewrite> parse(String text) {
    return switch (text) {
      case "true" -> Optional.of(ROOT);
      case "false" -> Optional.of(NONE);
      default -> UrlPaths.prefix(text).map(path -> new Rewrite(Optional.of(path)));
    };
  }
}
