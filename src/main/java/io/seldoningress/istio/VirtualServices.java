package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteBuilder;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.networking.v1.VirtualServiceBuilder;
import io.seldoningress.annotation.ObjectAnnotations;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes VirtualServices. At gateways there is one for the predictors and one for each explainer, as
 * the Seldon operator has it; Istio brings together those of one host. For sidecars it does not:
 * one VirtualService has all routes.
 */
final class VirtualServices {

  private VirtualServices() {}

  static Stream<VirtualService> all(Routing routing) {
    return Stream.concat(
        Binding.annotated(routing.deployment(), routing.settings()).stream()
            .flatMap(binding -> makeForEach(routing, binding)),
        Binding.ofMesh(routing.deployment()).stream()
            .map(binding -> makeForAll(routing.ofSidecars(), binding)));
  }

  private static Stream<VirtualService> makeForEach(Routing routing, Binding binding) {
    SeldonDeployment deployment = routing.deployment();
    return Stream.concat(
        Stream.of(
            make(routing, Names.virtualService(deployment), binding, PredictorRoutes.all(routing))),
        routing
            .explained()
            .map(
                one ->
                    make(
                        routing,
                        Names.explainerVirtualService(deployment, one),
                        binding,
                        List.of(explainerRoute(routing, one)))));
  }

  private static VirtualService makeForAll(Routing routing, Binding binding) {
    List<HTTPRoute> routes =
        Stream.concat(
                PredictorRoutes.all(routing).stream(),
                routing.explained().map(one -> explainerRoute(routing, one)))
            .toList();
    return make(routing, Names.meshVirtualService(routing.deployment()), binding, routes);
  }

  private static VirtualService make(
      Routing routing, String name, Binding binding, List<HTTPRoute> routes) {
    return new VirtualServiceBuilder()
        .withMetadata(Ownership.metadata(routing.deployment(), name))
        .withNewSpec()
        .withHosts(binding.hosts())
        .withGateways(binding.gateways())
        .withHttp(routes)
        .withExportTo(ObjectAnnotations.EXPORT_TO.of(routing.deployment()).orElse(List.of()))
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
