package io.seldoningress.istio;

import io.seldoningress.text.IssuerForm;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * An issuer of JWTs that SeldonDeployments may name.
 *
 * @param issuer the claim {@code iss} of its tokens
 * @param jwksUri where its keys are; where empty Istio asks the issuer, by OpenID Connect Discovery
 * @param namespace a pattern, in which {@code *} stands for any characters: SeldonDeployments of
 *     these namespaces may name it
 */
public record AccessIssuer(String issuer, Optional<String> jwksUri, String namespace) {

  /** The issuer that a text of the {@link IssuerForm} is; empty where it is none. */
  public static Optional<AccessIssuer> parse(String text) {
    Matcher matcher = IssuerForm.PATTERN.matcher(text);
    return matcher.matches() ? Optional.of(of(matcher)) : Optional.empty();
  }

  private static AccessIssuer of(Matcher matcher) {
    Optional<String> url = Optional.ofNullable(matcher.group("url"));
    return new AccessIssuer(
        url.orElseGet(() -> matcher.group("issuer")),
        Optional.ofNullable(matcher.group("keys")),
        Optional.ofNullable(matcher.group("namespace")).orElse("*"));
  }

  boolean isFor(String inNamespace) {
    return Wildcards.matches(namespace, inNamespace);
  }
}
