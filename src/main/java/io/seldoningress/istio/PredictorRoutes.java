package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes the routes to the predictors of a SeldonDeployment, for one protocol. */
record PredictorRoutes(Routing routing, Protocol protocol) {

  /**
   * The routes of all protocols, in their order; but a path for everything is last, as Istio leaves
   * out what stands behind it.
   */
  static List<HTTPRoute> all(Routing routing) {
    boolean everything = Paths.ofPredictors(routing.deployment()).contains("/");
    return Protocol.ALL.stream()
        .sorted(everything ? Comparator.reverseOrder() : Comparator.naturalOrder())
        .flatMap(protocol -> new PredictorRoutes(routing, protocol).make())
        .toList();
  }

  private Stream<HTTPRoute> make() {
    return Branch.all(routing, protocol).stream().map(this::make);
  }

  private HTTPRoute make(Branch branch) {
    HTTPRouteBuilder route = new HTTPRouteBuilder().withMatch(matches(branch));
    RouteOptions.addTo(route, routing, protocol, branch);
    new Shares(routing, protocol).addTo(route, branch);
    return route.build();
  }

  private List<HTTPMatchRequest> matches(Branch branch) {
    return Matches.ofPredictors(routing.deployment(), protocol).stream()
        .flatMap(match -> branch.of(match).stream())
        .toList();
  }
}
