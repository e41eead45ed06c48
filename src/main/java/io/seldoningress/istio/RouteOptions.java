package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteBuilder;

/** What happens to the requests of a route, whoever they go to. */
final class RouteOptions {

  private RouteOptions() {}

  /** Adds the options of a route to predictors. */
  static void addTo(HTTPRouteBuilder route, Routing routing, Protocol protocol) {
    if (protocol == Protocol.HTTP) {
      Paths.rewrite(routing.deployment()).prefix().ifPresent(path -> addRewrite(route, path));
    }
    route.withRetries(Retries.of(routing.deployment()).orElse(null));
  }

  /** Adds the options of a route to an explainer. */
  static void addToExplainer(HTTPRouteBuilder route, Routing routing) {
    addRewrite(route, "/");
    route.withRetries(Retries.of(routing.deployment()).orElse(null));
  }

  private static void addRewrite(HTTPRouteBuilder route, String path) {
    route.withNewRewrite().withUri(path).endRewrite();
  }
}
