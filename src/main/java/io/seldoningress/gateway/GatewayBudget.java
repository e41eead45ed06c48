package io.seldoningress.gateway;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How large claims may make the Gateway, in characters. All are in one object, and etcd refuses
 * more than 1.5 MiB for one (etcd, "System limits"): no tenant may take the room of the others.
 * Each host and each server counts once, for the namespace that is the first to ask for it.
 */
final class GatewayBudget {

  static final int OF_NAMESPACE = 100_000;
  static final int OF_ALL = 500_000;

  /** What a server takes besides its hosts. */
  static final int OF_SERVER = 500;

  private final Set<String> hosts = new HashSet<>();
  private final Set<String> servers = new HashSet<>();
  private final Map<String, Integer> byNamespace = new HashMap<>();
  private int all;

  /** Why there is no room for a claim; empty where there is. */
  Optional<String> problem(TlsClaim claim) {
    int added = added(claim.secret(), claim.hosts());
    int used = byNamespace.getOrDefault(claim.namespace(), 0);
    if (used + added > OF_NAMESPACE) {
      return Optional.of(
          "with it the HTTPS servers for namespace '%s' would take %d characters of the Gateway; allowed: %d"
              .formatted(claim.namespace(), used + added, OF_NAMESPACE));
    }
    return all + added > OF_ALL
        ? Optional.of(
            "with it the HTTPS servers of all namespaces would take %d characters of the Gateway; allowed: %d"
                .formatted(all + added, OF_ALL))
        : Optional.empty();
  }

  /** Counts hosts of a namespace that a Secret serves, whether there is room or not. */
  void add(String namespace, String secret, Collection<String> served) {
    if (!served.isEmpty()) {
      int added = added(secret, served);
      byNamespace.merge(namespace, added, Integer::sum);
      all += added;
      hosts.addAll(served);
      servers.add(secret);
    }
  }

  private int added(String secret, Collection<String> asked) {
    int ofHosts =
        asked.stream()
            .filter(host -> !hosts.contains(host))
            .distinct()
            .mapToInt(String::length)
            .sum();
    return ofHosts + (servers.contains(secret) ? 0 : OF_SERVER);
  }
}
