package io.seldoningress.gateway;

import io.seldoningress.istio.Hosts;
import io.seldoningress.text.Excerpt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Why Secrets can't be used, given what is served already. */
record SecretProblems(GatewaySettings settings, TlsSources sources, Assignment assignment) {

  /** What is wrong with a Secret, whatever it is used for: a line each. */
  List<String> of(SecretFacts facts) {
    List<String> problems = new ArrayList<>(facts.certificate().problemsAt(sources.now()));
    if (facts.certificate().isCaOnly()) {
      problems.add("it has no certificate of its own, only a CA for those of clients (ca.crt)");
    }
    if (settings.tls().mutual() && !hasClientCa(facts)) {
      problems.add(
          "it has no CA for the certificates of clients (ca.crt), and there is no Secret %s%s with one"
              .formatted(facts.name(), SecretFacts.CA_SUFFIX));
    }
    assignment
        .twin(facts)
        .ifPresent(other -> problems.add("Secret %s serves the same certificate".formatted(other)));
    assignment
        .userElsewhere(facts.name())
        .ifPresent(gateway -> problems.add("Gateway %s serves it already".formatted(gateway)));
    return problems;
  }

  /** What is wrong with a Secret for these hosts alone. */
  List<String> of(SecretFacts facts, Collection<String> hosts) {
    // Of one that can't be read, no names are known; that is told already.
    if (facts.certificate().fingerprint().isEmpty()) {
      return List.of();
    }
    if (hosts.isEmpty()) {
      return List.of(
          "its certificate has no DNS names with a dot (subjectAltName), and it has no annotation "
              + SecretFacts.HOSTS);
    }
    List<String> problems = new ArrayList<>();
    hosts.stream()
        .filter(host -> !Hosts.isServerHost(host))
        .forEach(host -> problems.add(notAllowed(host)));
    notCovered(facts, hosts.stream().filter(Hosts::isServerHost).toList()).ifPresent(problems::add);
    assignment.overlap(facts.name(), hosts).ifPresent(problems::add);
    return problems;
  }

  /** Which of the hosts a certificate is not for. */
  static Optional<String> notCovered(SecretFacts facts, Collection<String> hosts) {
    List<String> uncovered = facts.certificate().uncovered(hosts);
    return uncovered.isEmpty()
        ? Optional.empty()
        : Optional.of("its certificate is not for " + String.join(", ", uncovered));
  }

  private static String notAllowed(String host) {
    return "%s: '%s' is not allowed; allowed: %s"
        .formatted(SecretFacts.HOSTS, Excerpt.of(host), Hosts.SERVER_ALLOWED);
  }

  private boolean hasClientCa(SecretFacts facts) {
    return facts.certificate().clientCa()
        || sources
            .secret(facts.name() + SecretFacts.CA_SUFFIX)
            .map(ca -> ca.certificate().clientCa())
            .orElse(false);
  }
}
