package io.seldoningress.istio;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets SeldonDeployments of some namespaces use some Secrets for some hosts. In each of the three
 * patterns {@code *} stands for any characters.
 *
 * @param namespace names of namespaces
 * @param secret names of TLS Secrets
 * @param host hosts; {@code *.example.com} is every host below it, also a wildcard one
 */
public record TlsGrant(String namespace, String secret, String host) {

  /** Every SeldonDeployment may use every Secret for every host. */
  public static final TlsGrant EVERYTHING = new TlsGrant("*", "*", "*");

  private static final Pattern FORM =
      Pattern.compile("([-a-z0-9*]{1,63})/([-.a-z0-9*]{1,253})/([-.a-z0-9*]{1,253})");

  /** The grant that a text {@code namespace/secret/host} is; empty where it is none. */
  public static Optional<TlsGrant> parse(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new TlsGrant(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  boolean allows(String inNamespace, String named, String forHost) {
    return matches(namespace, inNamespace) && matches(secret, named) && matches(host, forHost);
  }

  /** Without a regular expression: a pattern of many stars takes one pass all the same. */
  private static boolean matches(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    String last = parts[parts.length - 1];
    if (!text.startsWith(parts[0]) || text.length() < parts[0].length() + last.length()) {
      return false;
    }
    int from = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], from);
      if (found < 0) {
        return false;
      }
      from = found + parts[i].length();
    }
    return text.length() - last.length() >= from && text.endsWith(last);
  }
}
