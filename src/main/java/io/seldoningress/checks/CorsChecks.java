package io.seldoningress.checks;

import io.seldoningress.annotation.CorsAnnotations;
import io.seldoningress.annotation.Origin;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.stream.Stream;

/** Rules for the annotations about calls from browsers. */
final class CorsChecks {

  private CorsChecks() {}

  /** Without origins Envoy allows nobody, whatever else is said. */
  static Stream<Finding> withOrigins(SeldonDeployment deployment) {
    return CorsAnnotations.ORIGINS.written(deployment).isPresent()
        ? Stream.empty()
        : CorsAnnotations.OTHERS.stream()
            .flatMap(
                one ->
                    one
                        .written(deployment)
                        .map(
                            text ->
                                new Finding(
                                    one.path(deployment),
                                    text,
                                    "nothing without seldon.io/istio-cors-origins"))
                        .stream());
  }

  /** Envoy would tell every page that it is allowed, which is just what browsers refuse. */
  static Stream<Finding> noCredentialsForAll(SeldonDeployment deployment) {
    boolean everybody =
        CorsAnnotations.ORIGINS.of(deployment).filter(all -> all.contains(Origin.ANY)).isPresent();
    return CorsAnnotations.CREDENTIALS.of(deployment).stream()
        .filter(credentials -> credentials && everybody)
        .map(
            credentials ->
                new Finding(
                    CorsAnnotations.CREDENTIALS.path(deployment),
                    "true",
                    "false, or other origins than *"));
  }
}
