package io.seldoningress.checks;

import io.seldoningress.annotation.AccessAnnotations;
import io.seldoningress.annotation.AllAnnotations;
import io.seldoningress.annotation.Annotation;
import io.seldoningress.istio.AccessPolicy;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.text.Excerpt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules for {@code seldon.io/istio-access-...}. Whatever is in doubt is a finding. */
final class AccessChecks {

  /** Of those mistyped in one place; a tenant may write thousands, and one is enough. */
  static final int MAX = 10;

  private AccessChecks() {}

  /** Without the setting nobody would be kept out. */
  static Stream<Finding> enabled(SeldonDeployment deployment, RoutingSettings settings) {
    return settings.access().isPresent()
        ? Stream.empty()
        : AccessAnnotations.usedOn(deployment).stream()
            .map(
                one -> finding(one, deployment, "nothing, as the setting access.enabled is false"));
  }

  static Stream<Finding> issuers(SeldonDeployment deployment, RoutingSettings settings) {
    return settings.access().stream().flatMap(policy -> issuers(deployment, policy));
  }

  private static Stream<Finding> issuers(SeldonDeployment deployment, AccessPolicy policy) {
    return AccessAnnotations.ISSUERS.of(deployment).orElse(List.of()).stream()
        .filter(issuer -> policy.issuer(issuer, deployment.namespace()).isEmpty())
        .map(
            issuer ->
                new Finding(
                    AccessAnnotations.ISSUERS.path(deployment),
                    issuer,
                    "issuers that the setting access.issuers lets namespace %s name"
                        .formatted(deployment.namespace())));
  }

  static Stream<Finding> apartFromGateway(SeldonDeployment deployment, RoutingSettings settings) {
    return settings.access().stream()
        .filter(policy -> policy.isAtGateway(deployment))
        .flatMap(policy -> AccessAnnotations.usedOn(deployment).stream().limit(1))
        .map(
            one ->
                finding(
                    one,
                    deployment,
                    "nothing in the namespace of the ingress gateway, where policies may be in force"
                        + " for pods of all namespaces"));
  }

  /** No token would be verified, and so none would ever be for an audience. */
  static Stream<Finding> audiencesOfIssuers(SeldonDeployment deployment) {
    boolean alone = AccessAnnotations.ISSUERS.written(deployment).isEmpty();
    return AccessAnnotations.usedOn(deployment).stream()
        .filter(one -> alone && one.equals(AccessAnnotations.AUDIENCES))
        .map(
            one -> finding(one, deployment, "nothing without " + AccessAnnotations.ISSUERS.name()));
  }

  /** One that is mistyped would leave a model open that its author takes for closed. */
  static Stream<Finding> known(SeldonDeployment deployment) {
    Stream<Finding> ofDeployment =
        Stream.of(
                unknown("spec", deployment.getSpec().annotations()),
                unknown(
                    "metadata",
                    Optional.ofNullable(deployment.getMetadata().getAnnotations())
                        .orElse(Map.of())))
            .flatMap(found -> found);
    return Stream.concat(
        ofDeployment,
        deployment.predictors().stream()
            .flatMap(predictor -> unknown(predictor.path(), predictor.annotations())));
  }

  private static Stream<Finding> unknown(String place, Map<String, String> annotations) {
    return annotations.keySet().stream()
        .filter(AccessChecks::isMeantForAccess)
        .sorted()
        .limit(MAX)
        .map(
            name ->
                new Finding(
                    place + "." + Annotations.path(Excerpt.of(name)),
                    annotations.get(name),
                    "%s, as this is no annotation that is known"
                        .formatted(AllAnnotations.meant(name).orElse("nothing"))));
  }

  private static boolean isMeantForAccess(String name) {
    return AllAnnotations.isUnknown(name)
        && (name.startsWith(AccessAnnotations.PREFIX) || AccessAnnotations.isTypo(name));
  }

  private static Finding finding(Annotation<?> one, SeldonDeployment deployment, String allowed) {
    return new Finding(one.path(deployment), one.written(deployment).orElse(""), allowed);
  }
}
