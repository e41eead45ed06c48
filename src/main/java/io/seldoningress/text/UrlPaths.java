package io.seldoningress.text;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms of paths of URLs that requests can be routed by. */
public final class UrlPaths {

  /** More than any path that people write; a route table holds every one of them. */
  public static final int MAX_LENGTH = 500;

  /** The same for its segments; whoever looks for what is below or above looks at each of them. */
  public static final int MAX_SEGMENTS = 16;

  /**
   * The characters of a segment of RFC 3986, without those that mean something else to one of the
   * readers on the way: {@code %} hides another character, {@code ,} parts elements of a list, and
   * {@code *} is a wildcard in settings.
   */
  private static final Pattern SEGMENT = Pattern.compile("[-A-Za-z0-9._~!$&'()+;=:@]+");

  /** Envoy, or whoever is behind it, resolves them, and the rest would be another path. */
  private static final Set<String> DOTS = Set.of(".", "..");

  private UrlPaths() {}

  /**
   * A prefix that ends in a slash, so that it ends where a segment does.
   *
   * @param text a path with or without a slash at its end
   * @return empty where it is none that requests can be routed by
   */
  public static Optional<String> prefix(String text) {
    String prefix = text.endsWith("/") ? text : text + "/";
    return text.startsWith("/") && isPrefix(prefix) ? Optional.of(prefix) : Optional.empty();
  }

  /** How many segments a path has; {@code /} has none. */
  public static int segments(String path) {
    int slashes = (int) path.chars().filter(one -> one == '/').count();
    return path.endsWith("/") ? slashes - 1 : slashes;
  }

  private static boolean isPrefix(String prefix) {
    if (prefix.equals("/")) {
      return true;
    }
    return prefix.length() <= MAX_LENGTH
        && segments(prefix) <= MAX_SEGMENTS
        && Arrays.stream(prefix.substring(1, prefix.length() - 1).split("/", -1))
            .allMatch(segment -> SEGMENT.matcher(segment).matches() && !DOTS.contains(segment));
  }
}
