package io.seldoningress.istio;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets SeldonDeployments of some namespaces use some Secrets for some hosts. In each of the three
 * patterns {@code *} stands for any characters, in the second and the third {@code {namespace}} for
 * the namespace itself.
 *
 * @param namespace names of namespaces
 * @param secret names of TLS Secrets
 * @param host hosts; {@code *.example.com} is every host below it, also a wildcard one
 */
public record TlsGrant(String namespace, String secret, String host) {

  /** Every SeldonDeployment may use every Secret for every host. */
  public static final TlsGrant EVERYTHING = new TlsGrant("*", "*", "*");

  private static final Pattern FORM =
      Pattern.compile(
          "([-a-z0-9*]{1,63})/((?:[-.a-z0-9*]|\\{namespace}){1,253})/((?:[-.a-z0-9*]|\\{namespace}){1,253})");

  /** The grant that a text {@code namespace/secret/host} is; empty where it is none. */
  public static Optional<TlsGrant> parse(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new TlsGrant(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  boolean allows(String inNamespace, String named, String forHost) {
    return Wildcards.matches(namespace, inNamespace)
        && Wildcards.matches(Wildcards.in(inNamespace, secret), named)
        && Wildcards.matches(Wildcards.in(inNamespace, host), forHost);
  }
}
