package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessIssuerTest {

  @Test
  void anIssuerIsAUrlOrHasTheUrlOfItsKeysAndMayBeForSomeNamespaces() {
    assertThat(
            List.of(
                shown("https://issuer.example.com"),
                shown("http://issuer.example.com:8080/realms/a in team-*"),
                shown("accounts.example.com=https://keys.example.com/jwks?a=b"),
                shown("1234@sa.example.com=https://keys.example.com/a%20b  in  models")))
        .containsExactly(
            "https://issuer.example.com - *",
            "http://issuer.example.com:8080/realms/a - team-*",
            "accounts.example.com https://keys.example.com/jwks?a=b *",
            "1234@sa.example.com https://keys.example.com/a%20b models");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "accounts.example.com",
        "https://",
        "ftp://issuer.example.com",
        "https://issuer.example.com/*",
        "https://a b",
        "https://issuer.example.com in",
        "https://issuer.example.com in A",
        "a=b",
        "a=ftp://keys.example.com",
        "=https://keys.example.com",
        "a*=https://keys.example.com",
        "a=https://keys.example.com/%zz"
      })
  void whatIsNeitherIsNone(String text) {
    assertThat(AccessIssuer.parse(text)).isEmpty();
  }

  @Test
  void theFirstOneThatIsForTheNamespaceCounts() {
    AccessPolicy policy =
        new AccessPolicy(
            List.of(
                AccessIssuer.parse("a=https://one.example.com in team-*").orElseThrow(),
                AccessIssuer.parse("a=https://two.example.com").orElseThrow()),
            "istio-system");

    assertThat(policy.issuer("a", "team-b").orElseThrow().jwksUri())
        .contains("https://one.example.com");
    assertThat(policy.issuer("a", "models").orElseThrow().jwksUri())
        .contains("https://two.example.com");
    assertThat(policy.issuer("b", "models")).isEmpty();
  }

  private static String shown(String text) {
    AccessIssuer issuer = AccessIssuer.parse(text).orElseThrow();
    return "%s %s %s".formatted(issuer.issuer(), issuer.jwksUri().orElse("-"), issuer.namespace());
  }
}
