package io.seldoningress.annotation;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms of headers that are set and removed. */
final class HeaderForms {

  private static final int MOST = 50;

  /** Letters, digits, '-' and '_': of what RFC 9110 allows all that proxies let through. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][-_A-Za-z0-9]{0,99}");

  /** Printable ASCII. An empty value is none to Envoy, which then leaves the header out. */
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{1,1000}");

  /**
   * What carries a message, which a proxy does itself: other values could have a part of one
   * request taken for another one, on connections that all share. {@code host} Envoy refuses, and
   * {@code te} gRPC needs.
   */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "host",
          "connection",
          "content-length",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** What proxies of a mesh tell each other, and believe. */
  private static final List<String> OF_THE_MESH =
      List.of("x-envoy-", "x-istio-", "x-forwarded-client-cert");

  private static final String RULES =
      "of letters, digits, '-' and '_', none that the connection or the mesh needs (host, te,"
          + " content-length, x-envoy-... and the like)";

  private HeaderForms() {}

  /** Headers with their values. */
  static Form<Map<String, String>> set() {
    String allowed =
        "'name: value' in each line, at most %d, names once each and %s, values of printable ASCII, at most 1000 characters"
            .formatted(MOST, RULES);
    Form<Map<String, String>> lines =
        Forms.lines(allowed, HeaderForms::isFree, value -> VALUE.matcher(value).matches());
    return new Form<>(
        allowed,
        text -> {
          Reading<Map<String, String>> reading = lines.read(text);
          return reading.value().map(HeaderForms::isSound).orElse(true)
              ? reading
              : Reading.wrong(text, allowed);
        });
  }

  /** Names of headers. */
  static Form<List<String>> remove() {
    return Forms.atMost(
        MOST,
        Forms.commaList(
            "a comma list of names of headers, " + RULES,
            text -> Optional.of(text).filter(HeaderForms::isFree)));
  }

  /** Whether a text can be the name of a header. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  private static boolean isFree(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    return isName(text)
        && !OF_THE_CONNECTION.contains(name)
        && OF_THE_MESH.stream().noneMatch(name::startsWith);
  }

  private static boolean isSound(Map<String, String> headers) {
    Set<String> names = new HashSet<>();
    headers.keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    return headers.size() <= MOST && names.size() == headers.size();
  }
}
