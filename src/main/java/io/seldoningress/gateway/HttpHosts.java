package io.seldoningress.gateway;

import io.seldoningress.istio.Hosts;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is served over plain HTTP: {@code gateway.hosts}, and nothing besides.
 *
 * @param plain the hosts that are answered there
 * @param redirected those that are sent to HTTPS: they have a server there, and no exception covers
 *     them
 */
record HttpHosts(List<String> plain, List<String> redirected) {

  static HttpHosts of(GatewaySettings settings, List<TlsServer> tls) {
    List<String> redirected = settings.redirect() ? redirected(settings, tls) : List.of();
    Stream<String> exceptions =
        redirected.isEmpty()
            ? Stream.empty()
            : common(settings.hosts(), settings.redirectExceptions());
    List<String> plain =
        Stream.concat(
                settings.hosts().stream().filter(host -> !isCovered(host, redirected)), exceptions)
            .toList();
    return new HttpHosts(minimal(plain), redirected);
  }

  /**
   * Of a host in two servers of a port, Istio redirects all requests if one of them says so: the
   * hosts of HTTPS servers may be within one that is served in plain.
   */
  private static List<String> redirected(GatewaySettings settings, List<TlsServer> tls) {
    List<String> https = tls.stream().flatMap(server -> server.hosts().stream()).toList();
    return minimal(
        common(settings.hosts(), https)
            .filter(host -> !isCovered(host, settings.redirectExceptions()))
            .toList());
  }

  /** What is in both: of two hosts that overlap the narrower one. */
  private static Stream<String> common(List<String> some, List<String> others) {
    return some.stream()
        .flatMap(
            one ->
                others.stream()
                    .filter(other -> Hosts.intersect(one, other))
                    .map(other -> Hosts.covers(one, other) ? other : one));
  }

  private static boolean isCovered(String host, Collection<String> wide) {
    return wide.stream().anyMatch(one -> Hosts.covers(one, host));
  }

  /** Without those that others of them cover, in their order. */
  private static List<String> minimal(List<String> hosts) {
    List<String> distinct = hosts.stream().distinct().toList();
    Set<String> covered = Set.copyOf(Hosts.covered(distinct));
    return distinct.stream().filter(host -> !covered.contains(host)).toList();
  }
}
