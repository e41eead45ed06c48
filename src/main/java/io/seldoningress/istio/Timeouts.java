package io.seldoningress.istio;

import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.Durations;
import io.seldoningress.annotation.RouteAnnotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.time.Duration;
import java.util.Optional;

/** How long a request to predictors may take. */
final class Timeouts {

  private Timeouts() {}

  /**
   * The timeout of the routes of a protocol, as Istio writes it; empty for no limit, which Istio
   * has no other word for: its CRD refuses {@code 0s}.
   */
  static Optional<String> of(SeldonDeployment deployment, Protocol protocol) {
    Annotation<Duration> own = protocol.choose(RouteAnnotations.TIMEOUT, deployment);
    Optional<Duration> span =
        own.written(deployment).isPresent() ? own.of(deployment) : seldons(deployment, protocol);
    return span.filter(one -> !one.isZero()).map(Durations::text);
  }

  private static Optional<Duration> seldons(SeldonDeployment deployment, Protocol protocol) {
    Annotation<Optional<Duration>> annotation =
        protocol == Protocol.HTTP ? RouteAnnotations.REST_TIMEOUT : RouteAnnotations.GRPC_TIMEOUT;
    return annotation.of(deployment).flatMap(span -> span);
  }
}
