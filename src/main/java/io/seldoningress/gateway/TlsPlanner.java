package io.seldoningress.gateway;

import io.seldoningress.istio.Hosts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides which HTTPS servers the Gateway has. The Secret of the settings comes first, then Secrets
 * with a label by age, then what SeldonDeployments claim. A certificate is served once, and no two
 * Secrets serve hosts that overlap: a browser that has a connection for one host uses it for every
 * other one that the certificate is good for, and would ask the wrong server (Istio, "Traffic
 * Management Problems": 404 errors with several gateways and the same TLS certificate).
 *
 * <p>A Secret that can't be used opens no server. One that is served already stays as it is: Envoy
 * goes on with the certificate that it has.
 */
public final class TlsPlanner {

  private final GatewaySettings settings;
  private final TlsSources sources;
  private final Assignment assignment;
  private final SecretProblems problems;
  private final CurrentServers current;
  private final Verdicts verdicts = new Verdicts();

  private TlsPlanner(GatewaySettings settings, TlsSources sources) {
    this.settings = settings;
    this.sources = sources;
    this.assignment = new Assignment(sources.foreign());
    this.problems = new SecretProblems(settings, sources, assignment);
    this.current = new CurrentServers(sources.current());
  }

  /** Decides. */
  public static TlsDecision decide(GatewaySettings settings, TlsSources sources) {
    return new TlsPlanner(settings, sources).decide();
  }

  private TlsDecision decide() {
    sources.secret(settings.secret()).ifPresent(facts -> serve(facts, settings.hosts()));
    sources.secrets().values().stream()
        .filter(facts -> facts.ownServer() && !isOfSettings(facts))
        .sorted(SecretFacts.BY_AGE)
        .forEach(facts -> serve(facts, ownHosts(facts)));
    Map<TlsClaim, Optional<String>> claims =
        new ClaimPlanner(settings, sources, current, assignment, verdicts, new GatewayBudget())
            .decide();
    keepServed(claims);
    claims.replaceAll((claim, problem) -> isServed(claim) ? Optional.<String>empty() : problem);
    return new TlsDecision(assignment.servers(settings.secret()), verdicts.all(assignment), claims);
  }

  /**
   * Who asks for another Secret or for a further host, and does not get that, does not lose HTTPS
   * that there is: of what is refused each host stays with the Secret that serves it now, unless
   * somebody else got it.
   */
  private void keepServed(Map<TlsClaim, Optional<String>> claims) {
    Stream<String> refused =
        claims.entrySet().stream()
            .filter(claim -> claim.getValue().isPresent())
            .flatMap(claim -> claim.getKey().hosts().stream());
    Stream.concat(refused, sources.lapsed().stream())
        .distinct()
        .sorted()
        .forEach(
            host ->
                current
                    .secret(host)
                    .flatMap(sources::secret)
                    .filter(facts -> assignment.isFree(facts.name(), host))
                    .ifPresent(facts -> keepServed(facts, host)));
  }

  /** Of hosts that were kept and hosts that others claim all that it claims may come out. */
  private boolean isServed(TlsClaim claim) {
    return sources
        .secret(claim.secret())
        .filter(facts -> !facts.ownServer() && !isOfSettings(facts))
        .filter(facts -> assignment.hosts(facts.name()).containsAll(claim.hosts()))
        .isPresent();
  }

  private void keepServed(SecretFacts facts, String host) {
    if (!verdicts.isKnown(facts)) {
      verdicts.add(facts, problems.of(facts));
    }
    assignment.keep(facts.name(), List.of(host));
  }

  private boolean isOfSettings(SecretFacts facts) {
    return facts.name().equals(settings.secret());
  }

  private static List<String> ownHosts(SecretFacts facts) {
    return facts.hosts().orElseGet(() -> hostsOfCertificate(facts));
  }

  /** Without those that Istio takes in no server, or that another one covers. */
  private static List<String> hostsOfCertificate(SecretFacts facts) {
    List<String> hosts =
        facts.certificate().dnsNames().stream().filter(Hosts::isServerHost).toList();
    Set<String> covered = Set.copyOf(Hosts.covered(hosts));
    return hosts.stream().filter(host -> !covered.contains(host)).toList();
  }

  /** A Secret that has a server by itself: for all these hosts, or as it is. */
  private void serve(SecretFacts facts, List<String> hosts) {
    verdicts.add(facts, problems.of(facts));
    verdicts.add(facts, problems.of(facts, hosts));
    if (verdicts.problems(facts).isEmpty()) {
      assignment.open(facts, hosts);
    } else {
      assignment.keep(facts.name(), kept(facts.name()));
    }
  }

  private List<String> kept(String secret) {
    return current.hosts(secret).stream()
        .filter(host -> assignment.isFree(secret, host))
        .sorted()
        .toList();
  }
}
