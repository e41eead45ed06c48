package io.seldoningress.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPathsTest {

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/a, /a/",
    "/a/, /a/",
    "/v1.0/models/in-come_2~x/, /v1.0/models/in-come_2~x/",
    "/a:b@c!$&()+;=, /a:b@c!$&()+;=/",
    "/..a/.b/..., /..a/.b/.../"
  })
  void theseArePrefixes(String text, String prefix) {
    assertThat(UrlPaths.prefix(text)).contains(prefix);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a/",
        "//",
        "//a",
        "/a//",
        "/a//b",
        "/.",
        "/..",
        "/a/./b",
        "/a/../b",
        "/a/..",
        "/%2e%2e/",
        "/a%2fb",
        "/a*",
        "/a,b",
        "/a b",
        "/a?b",
        "/a#b",
        "/{name}",
        "/a\\b",
        "/a\nb",
        "/\u00e4",
        "/a\"b",
        "/a\u0000"
      })
  void theseAreNone(String text) {
    assertThat(UrlPaths.prefix(text)).isEmpty();
  }

  @Test
  void theLongestHas500Characters() {
    assertThat(UrlPaths.prefix("/" + "a".repeat(498))).isPresent();
    assertThat(UrlPaths.prefix("/" + "a".repeat(499))).isEmpty();
  }

  @Test
  void theDeepestHas16Segments() {
    assertThat(UrlPaths.prefix("/a".repeat(16))).isPresent();
    assertThat(UrlPaths.prefix("/a".repeat(17))).isEmpty();
  }
}
