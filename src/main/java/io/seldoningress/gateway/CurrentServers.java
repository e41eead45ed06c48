package io.seldoningress.gateway;

import io.seldoningress.istio.Hosts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which Secret serves which host in the Gateway as it is in the cluster. */
final class CurrentServers {

  private static final String WILDCARD = "*";

  private final Map<String, Set<String>> hosts = new HashMap<>();
  private final Map<String, String> secrets = new HashMap<>();
  private final HostTable table = new HostTable();

  CurrentServers(List<TlsServer> servers) {
    for (TlsServer server : servers) {
      hosts.computeIfAbsent(server.secret(), secret -> new HashSet<>()).addAll(server.hosts());
      for (String host : server.hosts()) {
        secrets.putIfAbsent(host, server.secret());
        table.put(host, server.secret());
      }
    }
  }

  /** The hosts of the server of a Secret; an empty set where it has none. */
  Set<String> hosts(String secret) {
    return hosts.getOrDefault(secret, Set.of());
  }

  /** The Secret whose server has this very host. */
  Optional<String> secret(String host) {
    return Optional.ofNullable(secrets.get(host));
  }

  /**
   * Whether whoever asks for a host of a claim gets the Secret that it names. Where others have a
   * part of a host, it is not served.
   */
  boolean serves(TlsClaim claim) {
    return claim.hosts().stream()
        .allMatch(
            host ->
                isCovered(host, hosts(claim.secret()))
                    && table.otherThan(claim.secret(), host).isEmpty());
  }

  /** In as many steps as the host has labels, as there may be thousands. */
  private static boolean isCovered(String host, Set<String> all) {
    return all.contains(host)
        || all.contains(Hosts.ANY)
        || Stream.iterate(host.indexOf('.'), dot -> dot >= 0, dot -> host.indexOf('.', dot + 1))
            .anyMatch(dot -> all.contains(WILDCARD + host.substring(dot)));
  }
}
