package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsGrantTest {

  @ParameterizedTest
  @CsvSource({
    "*/*/*, models, cert, a.com, true",
    "*/*/*, models, cert, *.a.com, true",
    "models/cert/a.com, models, cert, a.com, true",
    "models/cert/a.com, model, cert, a.com, false",
    "models/cert/a.com, models, cert2, a.com, false",
    "models/cert/a.com, models, cert, b.a.com, false",
    "models/cert/a.com, models, cert, *.a.com, false",
    "team-*/*/*, team-a, cert, a.com, true",
    "team-*/*/*, team-, cert, a.com, true",
    "team-*/*/*, team, cert, a.com, false",
    "team-*/*/*, my-team-a, cert, a.com, false",
    "*/*-cert/*, models, my-cert, a.com, true",
    "*/*-cert/*, models, my-cert-2, a.com, false",
    "*/a*b*c/*, models, abc, a.com, true",
    "*/a*b*c/*, models, axbxc, a.com, true",
    "*/a*b*c/*, models, acbc, a.com, true",
    "*/a*b*c/*, models, acb, a.com, false",
    "*/ab*ba/*, models, aba, a.com, false",
    "*/ab*ba/*, models, abba, a.com, true",
    "*/ab*b*ba/*, models, abba, a.com, false",
    "*/**/*, models, cert, a.com, true",
    "*/{namespace}-*/*.{namespace}.a.com, models, models-cert, x.models.a.com, true",
    "*/{namespace}-*/*.{namespace}.a.com, models, other-cert, x.models.a.com, false",
    "*/{namespace}-*/*.{namespace}.a.com, models, models-cert, x.other.a.com, false",
    "*/*/*.a.com, models, cert, x.a.com, true",
    "*/*/*.a.com, models, cert, x.y.a.com, true",
    "*/*/*.a.com, models, cert, *.a.com, true",
    "*/*/*.a.com, models, cert, a.com, false",
    "*/*/*.a.com, models, cert, xa.com, false",
    "*/*/*.a.com, models, cert, *.com, false",
    "*/*/x*.a.com, models, cert, *.a.com, false"
  })
  void aStarStandsForAnyCharacters(
      String grant, String namespace, String secret, String host, boolean allowed) {
    assertThat(TlsGrant.parse(grant).orElseThrow().allows(namespace, secret, host))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "*", "*/*", "*/*/*/*", "//", "a/b/", "A/b/c", "a.b/c/d", "a/b/c ", "a/b_c/d", "a/b/c\n"
      })
  void theseAreNoGrants(String text) {
    assertThat(TlsGrant.parse(text)).isEmpty();
  }

  @Test
  void eachHostNeedsAGrantForAllOfTheClaim() {
    TlsPolicy policy =
        new TlsPolicy(
            "g/g", List.of(new TlsGrant("a", "s", "*.a.com"), new TlsGrant("*", "t", "b.com")));

    assertThat(policy.allows("a", "s", List.of("x.a.com", "y.a.com"))).isTrue();
    assertThat(policy.allows("a", "s", List.of("x.a.com", "b.com"))).isFalse();
    assertThat(policy.allows("b", "s", List.of("x.a.com"))).isFalse();
    assertThat(policy.allows("b", "t", List.of("b.com"))).isTrue();
    assertThat(new TlsPolicy("g/g", List.of()).allows("a", "s", List.of("x.a.com"))).isFalse();
  }

  @Test
  void everythingIsEveryClaim() {
    assertThat(TlsGrant.EVERYTHING.allows("models", "cert", "*.a.com")).isTrue();
    assertThat(TlsGrant.parse("*/*/*")).contains(TlsGrant.EVERYTHING);
  }

  /** A regular expression of that many stars would take longer than the universe is old. */
  @Test
  void manyStarsTakeNoTime() {
    TlsGrant grant = new TlsGrant("*", "*", "*a".repeat(126) + "b");

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 10_000; i++) {
            assertThat(grant.allows("models", "cert", "a".repeat(253))).isFalse();
          }
        });
  }

  @Property
  void itAllowsWhatARegularExpressionOfItMatches(
      @ForAll("pattern") String pattern, @ForAll("text") String text) {
    boolean expected = Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), text);

    assertThat(new TlsGrant("*", "*", pattern).allows("models", "cert", text)).isEqualTo(expected);
    assertThat(new TlsGrant("*", pattern, "*").allows("models", text, "a.com")).isEqualTo(expected);
    assertThat(new TlsGrant(pattern, "*", "*").allows(text, "cert", "a.com")).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> pattern() {
    return Arbitraries.strings().withChars("aab.*").ofMinLength(1).ofMaxLength(7);
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings().withChars("ab.").ofMaxLength(8);
  }
}
