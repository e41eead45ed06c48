package io.seldoningress.annotation;

import io.seldoningress.annotation.TextMatch.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules for what a part of a request is compared with. */
final class MatchTexts {

  /** Envoy refuses an empty prefix, and Istio too. */
  private static final Pattern TEXT = Pattern.compile("[ -~]{1,256}");

  private static final String TEXT_ALLOWED = "1 to 256 printable ASCII characters";

  private static final Pattern COOKIE = Pattern.compile("[!-~&&[^;]]{1,256}");

  private static final String COOKIE_ALLOWED =
      "1 to 256 printable ASCII characters without spaces and ';'";

  private static final Pattern ESCAPED_OR_CLASS =
      Pattern.compile("\\\\.|\\[\\^?]?(\\\\.|[^]\\\\])*]");

  private MatchTexts() {}

  /** What is allowed where the text of a match is not; empty where it is. Never throws. */
  static Optional<String> problem(MatchPart part, TextMatch match) {
    if (match.kind() == Kind.REGEX) {
      return problemOfRegex(part, match.text());
    }
    return part == MatchPart.COOKIES
        ? unless(COOKIE.matcher(match.text()).matches(), COOKIE_ALLOWED)
        : unless(TEXT.matcher(match.text()).matches(), TEXT_ALLOWED);
  }

  private static Optional<String> problemOfRegex(MatchPart part, String regex) {
    if (!Regexes.isAllowed(regex)) {
      return Optional.of(Regexes.ALLOWED);
    }
    return unless(
        part != MatchPart.COOKIES || staysInCookie(regex),
        "a regular expression without '.', which would read on into the next cookie; [^;] does not");
  }

  /**
   * All cookies are one header. What else reads on, such as {@code \S}, is the author's to know.
   */
  private static boolean staysInCookie(String regex) {
    return !ESCAPED_OR_CLASS.matcher(regex).replaceAll("").contains(".");
  }

  private static Optional<String> unless(boolean sound, String allowed) {
    return sound ? Optional.empty() : Optional.of(allowed);
  }
}
