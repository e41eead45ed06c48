package io.seldoningress.checks;

import io.seldoningress.istio.RouteClaims;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.stream.Stream;

/** A rule for all that a SeldonDeployment wants routed to it. */
final class RouteClaimChecks {

  private RouteClaimChecks() {}

  /** Each is looked up among those of all others. */
  static Stream<Finding> bounded(SeldonDeployment deployment, RoutingSettings settings) {
    return RouteClaims.of(deployment, settings).size() > RouteClaims.MAX
        ? Stream.of(
            new Finding(
                deployment.annotationPath(Annotations.ISTIO_HOST),
                "more than " + RouteClaims.MAX,
                "at most %d combinations of a gateway, a host and a path of predictors or of an explainer"
                    .formatted(RouteClaims.MAX)))
        : Stream.empty();
  }
}
