package io.seldoningress.istio;

import io.fabric8.istio.api.api.security.v1beta1.AuthorizationPolicyAction;
import io.fabric8.istio.api.api.security.v1beta1.Condition;
import io.fabric8.istio.api.api.security.v1beta1.ConditionBuilder;
import io.fabric8.istio.api.api.security.v1beta1.Rule;
import io.fabric8.istio.api.api.security.v1beta1.RuleBuilder;
import io.fabric8.istio.api.security.v1.AuthorizationPolicy;
import io.fabric8.istio.api.security.v1.AuthorizationPolicyBuilder;
import io.seldoningress.annotation.AccessAnnotations;
import io.seldoningress.annotation.Annotation;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the AuthorizationPolicy of a SeldonDeployment. A request is let through that one of its
 * rules is about: that of its callers, that of probes and metrics, that of its own pods.
 */
final class AuthorizationPolicies {

  private static final List<String> OPEN_PATHS =
      List.of(
          "/live",
          "/ready",
          "/health/ping",
          "/health/status",
          "/v2/health/live",
          "/v2/health/ready",
          "/metrics",
          "/prometheus");

  private AuthorizationPolicies() {}

  static AuthorizationPolicy make(SeldonDeployment deployment, AccessPolicy policy) {
    return new AuthorizationPolicyBuilder()
        .withMetadata(Ownership.accessMetadata(deployment))
        .withNewSpec()
        .withNewSelector()
        .withMatchLabels(OwnPods.labels(deployment))
        .endSelector()
        .withAction(AuthorizationPolicyAction.ALLOW)
        .withRules(
            Stream.of(callers(deployment), Stream.of(probesAndMetrics(policy)), ownPods(deployment))
                .flatMap(rules -> rules)
                .toList())
        .endSpec()
        .build();
  }

  /**
   * All that is asked for has to hold, so there is one source, and each condition is one. Nothing
   * would be a rule that holds for every request.
   */
  private static Stream<Rule> callers(SeldonDeployment deployment) {
    List<String> principals = listed(AccessAnnotations.PRINCIPALS, deployment);
    List<String> namespaces = listed(AccessAnnotations.NAMESPACES, deployment);
    RuleBuilder rule = new RuleBuilder();
    if (!principals.isEmpty() || !namespaces.isEmpty()) {
      rule.addNewFrom()
          .withNewSource()
          .withPrincipals(principals)
          .withNamespaces(namespaces)
          .endSource()
          .endFrom();
    }
    // Of a token only what was verified is there to be compared.
    rule.withWhen(
        Stream.concat(
                claim("iss", listed(AccessAnnotations.ISSUERS, deployment)),
                claim("aud", listed(AccessAnnotations.AUDIENCES, deployment)))
            .toList());
    return rule.hasFrom() || rule.hasWhen() ? Stream.of(rule.build()) : Stream.empty();
  }

  /**
   * For kubelet and Prometheus, which have no identity of the mesh and no token. Both conditions
   * keep out what came through the ingress gateway, whose paths end at the same ones here.
   */
  private static Rule probesAndMetrics(AccessPolicy policy) {
    return new RuleBuilder()
        .addNewFrom()
        .withNewSource()
        .withNotNamespaces(policy.gatewayNamespace())
        .endSource()
        .endFrom()
        .addNewTo()
        .withNewOperation()
        .withMethods("GET")
        .withPaths(OPEN_PATHS)
        .endOperation()
        .endTo()
        .addNewWhen()
        .withKey("request.headers[x-forwarded-for]")
        .withNotValues("*")
        .endWhen()
        .build();
  }

  private static Stream<Rule> ownPods(SeldonDeployment deployment) {
    return OwnPods.callEachOther(deployment)
        ? Stream.of(
            new RuleBuilder()
                .addNewFrom()
                .withNewSource()
                .withNamespaces(deployment.namespace())
                .endSource()
                .endFrom()
                .build())
        : Stream.empty();
  }

  private static Stream<Condition> claim(String name, List<String> values) {
    return values.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new ConditionBuilder()
                .withKey("request.auth.claims[%s]".formatted(name))
                .withValues(values)
                .build());
  }

  private static List<String> listed(
      Annotation<List<String>> annotation, SeldonDeployment deployment) {
    return annotation.of(deployment).orElse(List.of());
  }
}
