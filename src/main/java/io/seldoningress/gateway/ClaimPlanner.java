package io.seldoningress.gateway;

import io.seldoningress.istio.Hosts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides about what SeldonDeployments claim, after the Secrets that have a server by themselves.
 *
 * @param settings how the Gateway is to be
 * @param sources what there is
 * @param current the servers that there are
 * @param assignment what is decided already, and gets what is decided here
 * @param verdicts gets what is wrong with Secrets
 * @param budget how much room there is
 */
record ClaimPlanner(
    GatewaySettings settings,
    TlsSources sources,
    CurrentServers current,
    Assignment assignment,
    Verdicts verdicts,
    GatewayBudget budget) {

  /**
   * Decides about all claims. Those that are served as they claim come first, then by age: an older
   * SeldonDeployment that gets its annotation later takes nothing from one that is served.
   *
   * @return of each claim why it is not served
   */
  Map<TlsClaim, Optional<String>> decide() {
    Map<Boolean, List<TlsClaim>> byServed =
        sources.claims().stream()
            .sorted(TlsClaim.BY_AGE)
            .collect(Collectors.partitioningBy(current::serves));
    countServed(byServed.get(true));
    countServed(byServed.get(false));
    Map<TlsClaim, Optional<String>> decided = new LinkedHashMap<>();
    Stream.of(true, false)
        .flatMap(served -> byServed.get(served).stream())
        .forEach(claim -> decided.put(claim, problemOf(claim)));
    return decided;
  }

  /** What is served stays, whatever it takes: no new claim gets the room of that. */
  private void countServed(List<TlsClaim> claims) {
    for (TlsClaim claim : claims) {
      for (String host : claim.hosts()) {
        current
            .secret(host)
            .ifPresent(secret -> budget.add(claim.namespace(), secret, List.of(host)));
      }
    }
  }

  private Optional<String> problemOf(TlsClaim claim) {
    return sources
        .secret(claim.secret())
        .map(
            facts ->
                facts.ownServer() || facts.name().equals(settings.secret())
                    ? problemOfShared(claim, facts)
                    : problemOfOwn(claim, facts))
        .orElseGet(
            () ->
                Optional.of(
                    "there is no Secret %s in namespace %s that is of type kubernetes.io/tls or has the label %s"
                        .formatted(claim.secret(), settings.podNamespace(), SecretFacts.LABEL)));
  }

  /** A claim on a Secret that has a server by itself. */
  private Optional<String> problemOfShared(TlsClaim claim, SecretFacts facts) {
    List<String> hosts = assignment.hosts(facts.name());
    if (hosts.isEmpty()) {
      return Optional.of(unusable(facts, verdicts.problems(facts)));
    }
    Optional<String> problem = problemOfShared(claim, facts, hosts);
    if (problem.isEmpty()) {
      assignment.reserve(facts.name(), claim.hosts());
    }
    return problem;
  }

  private Optional<String> problemOfShared(TlsClaim claim, SecretFacts facts, List<String> hosts) {
    return claim.hosts().stream()
        .filter(host -> hosts.stream().noneMatch(wide -> Hosts.covers(wide, host)))
        .findFirst()
        .map(
            host ->
                "Secret %s is for %s, not for %s"
                    .formatted(facts.name(), String.join(", ", hosts), host))
        .or(() -> assignment.overlap(facts.name(), claim.hosts()))
        .or(
            () ->
                SecretProblems.notCovered(facts, claim.hosts())
                    .map(problem -> unusable(facts, List.of(problem))));
  }

  /** A claim on a Secret that serves what is claimed. */
  private Optional<String> problemOfOwn(TlsClaim claim, SecretFacts facts) {
    // Not as for the claim before: that may not have been served, and a twin since.
    SecretProblems problems = new SecretProblems(settings, sources, assignment);
    List<String> inItself = problems.of(facts);
    List<String> all =
        Stream.concat(inItself.stream(), problems.of(facts, claim.hosts()).stream())
            .distinct()
            .toList();
    boolean servedAlready = isServedAsClaimed(claim);
    verdicts.add(facts, servedAlready ? all : inItself);
    if (all.isEmpty()) {
      return problemOfRoom(claim, facts);
    }
    if (servedAlready) {
      assignment.keep(facts.name(), claim.hosts());
      return Optional.empty();
    }
    return Optional.of(unusable(facts, all));
  }

  /** Of one that is served already there is none: it is counted. */
  private Optional<String> problemOfRoom(TlsClaim claim, SecretFacts facts) {
    Optional<String> problem = isServedAsClaimed(claim) ? Optional.empty() : budget.problem(claim);
    if (problem.isEmpty()) {
      budget.add(claim.namespace(), claim.secret(), claim.hosts());
      assignment.add(facts, claim.hosts());
    }
    return problem;
  }

  private boolean isServedAsClaimed(TlsClaim claim) {
    return current.hosts(claim.secret()).containsAll(claim.hosts())
        && claim.hosts().stream().allMatch(host -> assignment.isFree(claim.secret(), host));
  }

  private static String unusable(SecretFacts facts, Collection<String> problems) {
    return "Secret %s can't be used: %s".formatted(facts.name(), String.join("; ", problems));
  }
}
