package io.seldoningress.istio;

import io.fabric8.istio.api.api.security.v1beta1.JWTRule;
import io.fabric8.istio.api.api.security.v1beta1.JWTRuleBuilder;
import io.fabric8.istio.api.security.v1.RequestAuthentication;
import io.fabric8.istio.api.security.v1.RequestAuthenticationBuilder;
import io.seldoningress.annotation.AccessAnnotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the RequestAuthentication of a SeldonDeployment: how the JWTs of the issuers that it names
 * are verified. A request with a token that is not valid is refused by it, one without any is not.
 */
final class RequestAuthentications {

  private RequestAuthentications() {}

  /** None where no issuer is named. */
  static Stream<RequestAuthentication> make(SeldonDeployment deployment, AccessPolicy policy) {
    List<JWTRule> rules =
        AccessAnnotations.ISSUERS.of(deployment).orElse(List.of()).stream()
            .flatMap(name -> policy.issuer(name, deployment.namespace()).stream())
            .map(RequestAuthentications::rule)
            .toList();
    return rules.isEmpty() ? Stream.empty() : Stream.of(make(deployment, rules));
  }

  private static RequestAuthentication make(SeldonDeployment deployment, List<JWTRule> rules) {
    return new RequestAuthenticationBuilder()
        .withMetadata(Ownership.accessMetadata(deployment))
        .withNewSpec()
        .withNewSelector()
        .withMatchLabels(OwnPods.labels(deployment))
        .endSelector()
        .withJwtRules(rules)
        .endSpec()
        .build();
  }

  private static JWTRule rule(AccessIssuer issuer) {
    return new JWTRuleBuilder()
        .withIssuer(issuer.issuer())
        .withJwksUri(issuer.jwksUri().orElse(null))
        .build();
  }
}
