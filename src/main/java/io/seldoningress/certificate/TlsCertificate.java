package io.seldoningress.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a TLS Secret holds, without its key. Everything in it may be logged.
 *
 * @param dnsNames DNS names (SAN) of the leaf, lower case, each once, in its order
 * @param ipAddresses IP addresses (SAN) of the leaf as text; IPv6 in eight groups
 * @param fingerprint SHA-256 of the leaf's DER in hexadecimal; empty where there is no readable
 *     leaf
 * @param notBefore when the last certificate of the chain becomes valid; empty like the fingerprint
 * @param notAfter the last second in which all of the chain are valid; empty like the fingerprint
 * @param clientCa whether it has a CA for clients (mutual TLS) that can be read
 * @param problems what is wrong at any time, for any host and mode: one line each, with the entry
 *     that it is about; empty when sound
 */
public record TlsCertificate(
    List<String> dnsNames,
    List<String> ipAddresses,
    Optional<String> fingerprint,
    Optional<Instant> notBefore,
    Optional<Instant> notAfter,
    boolean clientCa,
    List<String> problems) {

  /** The host of a Gateway's server that stands for every name that a client may ask for. */
  private static final String ANY_HOST = "*";

  public TlsCertificate {
    dnsNames = List.copyOf(dnsNames);
    ipAddresses = List.copyOf(ipAddresses);
    problems = List.copyOf(problems);
  }

  /**
   * Whether it is the second Secret of a pair, with the CA for clients and nothing else: istiod
   * looks for it as {@code <name>-cacert}.
   */
  public boolean isCaOnly() {
    return clientCa && fingerprint.isEmpty() && problems.isEmpty();
  }

  /** The problems, and those of the validity at a time. */
  public List<String> problemsAt(Instant now) {
    List<String> all = new ArrayList<>(problems);
    notBefore
        .filter(now::isBefore)
        .ifPresent(start -> all.add("the certificate is not valid before " + start + " (UTC)"));
    notAfter
        .filter(last -> !now.isBefore(end(last)))
        .ifPresent(last -> all.add("the certificate is expired: valid until " + last + " (UTC)"));
    return List.copyOf(all);
  }

  /** The next moment at which {@link #problemsAt} says something else than it does now. */
  public Optional<Instant> changesAfter(Instant now) {
    return Stream.concat(notBefore.stream(), notAfter.map(TlsCertificate::end).stream())
        .filter(now::isBefore)
        .min(Instant::compareTo);
  }

  /** The last second is part of the validity (RFC 5280, 4.1.2.5). */
  private static Instant end(Instant notAfter) {
    return notAfter.plusSeconds(1);
  }

  /**
   * Whether clients that ask for a host accept the certificate for it. For {@code *} any will do.
   *
   * @param host of an Istio server: a name, {@code *.x}, {@code *} or an address, without namespace
   */
  public boolean covers(String host) {
    return fingerprint.isPresent() && (host.equals(ANY_HOST) || HostCoverage.covers(this, host));
  }

  /** The hosts that it does not cover, each once, in their order. */
  public List<String> uncovered(Collection<String> hosts) {
    return hosts.stream().filter(host -> !covers(host)).distinct().toList();
  }
}
