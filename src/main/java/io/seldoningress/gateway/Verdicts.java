package io.seldoningress.gateway;

import io.seldoningress.gateway.TlsDecision.SecretVerdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is found out about Secrets while servers are decided. */
final class Verdicts {

  private final Map<SecretFacts, Set<String>> found = new HashMap<>();

  /** Notes what is wrong with a Secret, a line each, or that nothing is. */
  void add(SecretFacts facts, Collection<String> problems) {
    found.computeIfAbsent(facts, secret -> new LinkedHashSet<>()).addAll(problems);
  }

  boolean isKnown(SecretFacts facts) {
    return found.containsKey(facts);
  }

  Set<String> problems(SecretFacts facts) {
    return found.getOrDefault(facts, Set.of());
  }

  /** All of them, by the names of the Secrets. */
  Map<String, SecretVerdict> all(Assignment assignment) {
    return found.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().name(),
                entry ->
                    new SecretVerdict(
                        entry.getKey(),
                        List.copyOf(entry.getValue()),
                        assignment.hosts(entry.getKey().name()))));
  }
}
