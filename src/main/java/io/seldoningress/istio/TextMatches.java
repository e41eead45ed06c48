package io.seldoningress.istio;

import com.google.re2j.Pattern;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatch;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchExact;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchPrefix;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchRegex;
import io.seldoningress.annotation.TextMatch;

/** Makes matches of texts. */
final class TextMatches {

  /** All cookies are one header: {@code a=1; b=2}; Envoy asks that a regex fits the whole of it. */
  private static final String COOKIE = "(?:.*;\\s*)?%s=%s\\s*(?:;.*)?";

  private TextMatches() {}

  static StringMatch of(TextMatch match) {
    return new StringMatch(
        switch (match.kind()) {
          case EXACT -> new StringMatchExact(match.text());
          case PREFIX -> new StringMatchPrefix(match.text());
          case REGEX -> new StringMatchRegex(match.text());
        });
  }

  static StringMatch exact(String text) {
    return new StringMatch(new StringMatchExact(text));
  }

  /** Of the header {@code cookie}: one cookie among others. */
  static StringMatch cookie(String name, TextMatch match) {
    String value =
        switch (match.kind()) {
          case EXACT -> Pattern.quote(match.text());
          case PREFIX -> Pattern.quote(match.text()) + "[^;]*";
          case REGEX -> "(?:" + match.text() + ")";
        };
    return new StringMatch(new StringMatchRegex(COOKIE.formatted(Pattern.quote(name), value)));
  }
}
