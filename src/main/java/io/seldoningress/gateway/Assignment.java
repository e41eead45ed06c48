package io.seldoningress.gateway;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** Which Secret serves which hosts, as far as that is decided. */
final class Assignment {

  private final HostTable elsewhere = new HostTable();
  private final Map<String, String> usedElsewhere = new HashMap<>();
  private final HostTable taken = new HostTable();
  private final Map<String, String> fingerprints = new HashMap<>();
  private final Map<String, Set<String>> served = new TreeMap<>();

  Assignment(List<ForeignGateway> foreign) {
    for (ForeignGateway gateway : foreign) {
      for (TlsServer server : gateway.servers()) {
        server.hosts().forEach(host -> elsewhere.put(host, gateway.name()));
        usedElsewhere.merge(
            server.secret(), gateway.name(), BinaryOperator.minBy(Comparator.naturalOrder()));
      }
    }
  }

  /** The Gateway of somebody else that serves a Secret; of several the first by name. */
  Optional<String> userElsewhere(String secret) {
    return Optional.ofNullable(usedElsewhere.get(secret));
  }

  /** Has a sound Secret serve hosts by itself, in this order. */
  void open(SecretFacts facts, Collection<String> hosts) {
    served.put(facts.name(), new LinkedHashSet<>());
    add(facts, hosts);
  }

  /** Has a sound Secret serve hosts, besides those that it serves already. */
  void add(SecretFacts facts, Collection<String> hosts) {
    keep(facts.name(), hosts);
    facts
        .certificate()
        .fingerprint()
        .ifPresent(fingerprint -> fingerprints.putIfAbsent(fingerprint, facts.name()));
  }

  /**
   * The same of one that may not be sound: its certificate stays free for another one, which may
   * have it by right. Hosts are by name, as it is no reason to write the Gateway again who comes
   * first.
   */
  void keep(String secret, Collection<String> hosts) {
    if (!hosts.isEmpty()) {
      reserve(secret, hosts);
      served.computeIfAbsent(secret, name -> new TreeSet<>()).addAll(hosts);
    }
  }

  /**
   * Keeps others from hosts that a server of a Secret for {@code *}, which overlaps none of them,
   * is used for.
   */
  void reserve(String secret, Collection<String> hosts) {
    hosts.forEach(host -> taken.put(host, secret));
  }

  List<String> hosts(String secret) {
    return List.copyOf(served.getOrDefault(secret, Set.of()));
  }

  /** Who else serves a host that overlaps one of these; empty where nobody does. */
  Optional<String> overlap(String secret, Collection<String> hosts) {
    return hosts.stream().flatMap(host -> server(secret, host).stream()).findFirst();
  }

  /** Whether no other Secret of the Gateway serves a host that overlaps this one. */
  boolean isFree(String secret, String host) {
    return taken.otherThan(secret, host).isEmpty();
  }

  private Optional<String> server(String secret, String host) {
    return taken
        .otherThan(secret, host)
        .map(other -> "Secret " + other)
        .or(() -> elsewhere.any(host).map(other -> "Gateway " + other))
        .map(other -> "host %s is served with %s".formatted(host, other));
  }

  /** The other Secret that serves the same certificate. */
  Optional<String> twin(SecretFacts facts) {
    return facts
        .certificate()
        .fingerprint()
        .map(fingerprints::get)
        .filter(other -> !other.equals(facts.name()));
  }

  /** All servers, that of one Secret first, so that a look at the Gateway finds it. */
  List<TlsServer> servers(String first) {
    return Stream.concat(
            served.keySet().stream().filter(first::equals),
            served.keySet().stream().filter(secret -> !secret.equals(first)))
        .map(secret -> new TlsServer(secret, hosts(secret)))
        .toList();
  }
}
