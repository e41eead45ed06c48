package io.seldoningress.gateway;

import io.seldoningress.istio.Hosts;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who serves which host. It finds whoever has a host that overlaps another one in as many steps as
 * that host has labels, as a tenant may ask for thousands. {@code *} overlaps nothing but itself: a
 * server for it takes what no other one has.
 */
final class HostTable {

  private static final String WILDCARD = "*";

  private final Map<String, Set<String>> exact = new HashMap<>();

  /** Who has a host that ends so, by {@code .example.com}. */
  private final Map<String, Set<String>> below = new HashMap<>();

  /** Notes that somebody serves a host. */
  void put(String host, String who) {
    exact.computeIfAbsent(host, key -> new HashSet<>()).add(who);
    endings(host).forEach(end -> below.computeIfAbsent(end, key -> new HashSet<>()).add(who));
  }

  /** Whoever serves a host that overlaps this one; of several the first by name. */
  Optional<String> any(String host) {
    return overlapping(host).min(Comparator.naturalOrder());
  }

  /** The same, of all but one. */
  Optional<String> otherThan(String who, String host) {
    return overlapping(host).filter(other -> !other.equals(who)).min(Comparator.naturalOrder());
  }

  private Stream<String> overlapping(String host) {
    Stream<String> same = exact.getOrDefault(host, Set.of()).stream();
    if (host.equals(Hosts.ANY)) {
      return same;
    }
    Stream<String> wider =
        endings(host).stream()
            .flatMap(end -> exact.getOrDefault(WILDCARD + end, Set.of()).stream());
    Stream<String> narrower =
        host.startsWith(WILDCARD)
            ? below.getOrDefault(host.substring(WILDCARD.length()), Set.of()).stream()
            : Stream.empty();
    return Stream.of(same, wider, narrower).flatMap(found -> found);
  }

  /** {@code .example.com} and {@code .com} of {@code models.example.com}. */
  private static List<String> endings(String host) {
    return Stream.iterate(host.indexOf('.'), dot -> dot >= 0, dot -> host.indexOf('.', dot + 1))
        .map(host::substring)
        .toList();
  }
}
