package io.seldoningress.checks;

import io.seldoningress.annotation.TrafficPolicyAnnotations;
import io.seldoningress.istio.Balancing;
import io.seldoningress.istio.OutlierDetections;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rules for annotations of the connections to predictors that mean something only together. What
 * would do nothing at all is found, as whoever wrote it thinks that it does something; but not
 * where a predictor only takes back what its SeldonDeployment says for all.
 */
final class TrafficPolicyChecks {

  private TrafficPolicyChecks() {}

  /** Istio's load balancer is one of several; an object with two is refused. */
  static Stream<Finding> oneLoadBalancer(SeldonDeployment deployment) {
    return Level.all(deployment)
        .filter(level -> level.has(TrafficPolicyAnnotations.LOAD_BALANCER))
        .flatMap(
            level ->
                level.finding(
                    TrafficPolicyAnnotations.HASH,
                    "nothing beside seldon.io/istio-load-balancer; Istio takes one of the two"));
  }

  /** Envoy's slow start is part of two algorithms only. */
  static Stream<Finding> warmup(SeldonDeployment deployment) {
    return Level.all(deployment)
        .filter(level -> !balancing(level).warmsUp())
        .flatMap(
            level ->
                level.finding(
                    TrafficPolicyAnnotations.WARMUP,
                    "nothing with seldon.io/istio-hash or RANDOM, for which no pod warms up"));
  }

  /** Says how pods are left out, while no error leaves one out. */
  static Stream<Finding> outliersCounted(SeldonDeployment deployment) {
    return Level.all(deployment)
        .filter(level -> !detects(level))
        .flatMap(
            level ->
                TrafficPolicyAnnotations.EJECTION.stream()
                    .flatMap(
                        one ->
                            level.finding(
                                one,
                                "nothing while no errors count; a number above 0 in"
                                    + " seldon.io/istio-outlier-consecutive-5xx or"
                                    + " -consecutive-gateway-errors counts them")));
  }

  /** Gateway errors are 5xx too, so that the smaller number decides. */
  static Stream<Finding> gatewayErrors(SeldonDeployment deployment) {
    return Level.all(deployment)
        .filter(TrafficPolicyChecks::decidedBy5xx)
        .flatMap(
            level ->
                level.finding(
                    TrafficPolicyAnnotations.CONSECUTIVE_GATEWAY_ERRORS,
                    "a number below %d, at which these errors count as 5xx; or 0 in"
                            .formatted(errors(level).orElse(OutlierDetections.DEFAULT_5XX))
                        + " seldon.io/istio-outlier-consecutive-5xx"));
  }

  private static boolean decidedBy5xx(Level level) {
    int most = errors(level).orElse(OutlierDetections.DEFAULT_5XX);
    return most > 0
        && level
            .value(TrafficPolicyAnnotations.CONSECUTIVE_GATEWAY_ERRORS)
            .filter(number -> number >= most)
            .isPresent();
  }

  private static Optional<Integer> errors(Level level) {
    return level.value(TrafficPolicyAnnotations.CONSECUTIVE_5XX);
  }

  private static boolean detects(Level level) {
    return OutlierDetections.detects(
        errors(level), level.value(TrafficPolicyAnnotations.CONSECUTIVE_GATEWAY_ERRORS));
  }

  private static Balancing balancing(Level level) {
    return level
        .predictor()
        .map(predictor -> Balancing.of(level.deployment(), predictor))
        .orElseGet(() -> Balancing.of(level.deployment()));
  }
}
