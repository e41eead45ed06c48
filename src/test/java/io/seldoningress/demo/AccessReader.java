package io.seldoningress.demo;

import io.fabric8.istio.api.api.security.v1beta1.Condition;
import io.fabric8.istio.api.api.security.v1beta1.Rule;
import io.fabric8.istio.api.api.security.v1beta1.Source;
import io.fabric8.istio.api.security.v1.AuthorizationPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads who may call out of an AuthorizationPolicy. Pure. */
final class AccessReader {

  private AccessReader() {}

  /** What its first rule asks for, which is that of callers. */
  static Optional<String> read(AuthorizationPolicy policy) {
    List<String> parts = new ArrayList<>();
    for (Rule rule : policy.getSpec().getRules().stream().limit(1).toList()) {
      for (Condition condition : rule.getWhen()) {
        boolean issuer = condition.getKey().endsWith("[iss]");
        parts.add((issuer ? "with a JWT of " : "for ") + either(condition.getValues()));
      }
      rule.getFrom().stream().map(from -> from.getSource()).forEach(from -> add(parts, from));
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of("only " + String.join(" ", parts));
  }

  private static void add(List<String> parts, Source source) {
    if (!source.getPrincipals().isEmpty()) {
      parts.add("by " + either(source.getPrincipals()));
    }
    if (!source.getNamespaces().isEmpty()) {
      parts.add("from namespace " + either(source.getNamespaces()));
    }
  }

  private static String either(List<String> values) {
    return String.join(" or ", values);
  }
}
