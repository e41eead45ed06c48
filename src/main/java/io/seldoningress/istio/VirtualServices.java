package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteBuilder;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.networking.v1.VirtualServiceBuilder;
import io.seldoningress.seldon.Predictor;
import java.util.List;
import java.util.stream.Stream;

/** Makes VirtualServices: for each binding one for the predictors, and one for each explainer. */
final class VirtualServices {

  private VirtualServices() {}

  static Stream<VirtualService> makeForPredictors(Routing routing) {
    return make(routing, Names.virtualService(routing.deployment()), PredictorRoutes.all(routing));
  }

  static Stream<VirtualService> makeForExplainer(Routing routing, Predictor predictor) {
    String name = Names.explainerVirtualService(routing.deployment(), predictor);
    return make(routing, name, List.of(explainerRoute(routing, predictor)));
  }

  private static Stream<VirtualService> make(Routing routing, String name, List<HTTPRoute> routes) {
    return Binding.all(routing.deployment(), routing.settings()).stream()
        .map(binding -> make(routing, name, binding, routes));
  }

  private static VirtualService make(
      Routing routing, String name, Binding binding, List<HTTPRoute> routes) {
    return new VirtualServiceBuilder()
        .withMetadata(Ownership.metadata(routing.deployment(), name))
        .withNewSpec()
        .withHosts(binding.hosts())
        .withGateways(binding.gateways())
        .withHttp(routes)
        .endSpec()
        .build();
  }

  private static HTTPRoute explainerRoute(Routing routing, Predictor predictor) {
    String service = Names.explainerKey(routing.deployment(), predictor);
    String host = Destinations.host(service, routing.deployment(), routing.settings());
    int port =
        PortAssignment.explainerPort(predictor.explainer().orElseThrow(), routing.settings());
    HTTPRouteBuilder route =
        new HTTPRouteBuilder()
            .withMatch(
                Paths.ofExplainer(routing.deployment(), predictor).stream()
                    .map(Matches::prefix)
                    .toList())
            .addNewRoute()
            .withDestination(Destinations.make(host, predictor, port))
            .withWeight(100)
            .endRoute();
    RouteOptions.addToExplainer(route, routing);
    return route.build();
  }
}
