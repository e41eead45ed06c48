package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteBuilder;
import io.seldoningress.seldon.SeldonDeployment;

/** What happens to the requests of a route, whoever they go to. */
final class RouteOptions {

  private RouteOptions() {}

  /** Adds the options of a route to predictors. */
  static void addTo(HTTPRouteBuilder route, Routing routing, Protocol protocol, Branch branch) {
    SeldonDeployment deployment = routing.deployment();
    if (protocol == Protocol.HTTP) {
      Paths.rewrite(deployment).prefix().ifPresent(path -> addRewrite(route, path));
      route.withCorsPolicy(Cors.of(deployment).orElse(null));
    }
    route
        .withTimeout(Timeouts.of(deployment, protocol).orElse(null))
        .withRetries(Retries.ofPredictors(deployment, protocol).of(deployment).orElse(null))
        .withHeaders(HeaderOperations.of(routing).ofRoute().orElse(null))
        .withFault(Faults.of(deployment, branch).orElse(null));
  }

  /**
   * Adds the options of a route to an explainer. It has no timeout: it calls its predictor many
   * times over for one answer.
   */
  static void addToExplainer(HTTPRouteBuilder route, Routing routing) {
    SeldonDeployment deployment = routing.deployment();
    addRewrite(route, "/");
    route
        .withCorsPolicy(Cors.of(deployment).orElse(null))
        .withRetries(Retries.ofExplainers().of(deployment).orElse(null))
        .withHeaders(HeaderOperations.ofDeployment(deployment).orElse(null));
  }

  private static void addRewrite(HTTPRouteBuilder route, String path) {
    route.withNewRewrite().withUri(path).endRewrite();
  }
}
