package io.seldoningress.istio;

import java.util.Optional;

/**
 * Lets SeldonDeployments of some namespaces use something. In both patterns {@code *} stands for
 * any characters, in the second {@code {namespace}} for the namespace itself.
 *
 * @param namespace names of namespaces
 * @param what hosts, gateways or paths
 */
public record TenantGrant(String namespace, String what) {

  /** Every namespace may use everything. */
  public static final TenantGrant EVERYTHING = new TenantGrant("*", "*");

  /** The grant that a text {@code namespace:what} is; empty where it is none. */
  public static Optional<TenantGrant> parse(String text) {
    int colon = text.indexOf(':');
    return colon < 1 || colon == text.length() - 1
        ? Optional.empty()
        : Optional.of(new TenantGrant(text.substring(0, colon), text.substring(colon + 1)));
  }

  boolean allows(String inNamespace, String used) {
    return Wildcards.matches(namespace, inNamespace)
        && Wildcards.matches(Wildcards.in(inNamespace, what), used);
  }
}
