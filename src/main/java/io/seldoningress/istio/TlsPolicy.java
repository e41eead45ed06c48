package io.seldoningress.istio;

import java.util.Collection;
import java.util.List;

/**
 * What SeldonDeployments may ask for with {@code seldon.io/istio-tls-secret}.
 *
 * @param gateway the Gateway that this controller keeps, as {@code namespace/name}: the HTTPS
 *     servers are in it
 * @param grants who may use what; each host of a claim needs a grant, not all of them the same
 */
public record TlsPolicy(String gateway, List<TlsGrant> grants) {

  public TlsPolicy {
    grants = List.copyOf(grants);
  }

  /** Whether SeldonDeployments of a namespace may have these hosts served with this Secret. */
  public boolean allows(String namespace, String secret, Collection<String> hosts) {
    return hosts.stream()
        .allMatch(host -> grants.stream().anyMatch(one -> one.allows(namespace, secret, host)));
  }
}
