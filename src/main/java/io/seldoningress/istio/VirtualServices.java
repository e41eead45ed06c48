package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequestBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatch;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchExact;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchPrefix;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchRegex;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.networking.v1.VirtualServiceBuilder;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Makes VirtualServices: one for the predictors together, and one for each explainer. */
final class VirtualServices {

  /**
   * Any method of the gRPC services of Tensorflow Serving, Seldon and the V2 inference protocol.
   */
  private static final String GRPC_PATHS = ".*tensorflow.*|.*seldon.protos.*|.*inference.*";

  private VirtualServices() {}

  static VirtualService makeForPredictors(SeldonDeployment deployment, RoutingSettings settings) {
    PortAssignment assignment = PortAssignment.of(deployment, settings);
    HTTPRoute http =
        makeRoute(deployment, settings, port(assignment, ServicePorts::http))
            .withMatch(matchPath(ClientUrls.path(deployment)))
            .withNewRewrite()
            .withUri("/")
            .endRewrite()
            .build();
    HTTPRoute grpc =
        makeRoute(deployment, settings, port(assignment, ServicePorts::grpc))
            .withMatch(matchGrpc(deployment))
            .build();
    String name = Names.virtualService(deployment);
    return make(deployment, settings, name, List.of(http, grpc));
  }

  static VirtualService makeForExplainer(
      SeldonDeployment deployment, Predictor predictor, RoutingSettings settings) {
    String host =
        Destinations.host(Names.explainerKey(deployment, predictor), deployment, settings);
    int port = PortAssignment.explainerPort(predictor.explainer().orElseThrow(), settings);
    HTTPRoute route =
        new HTTPRouteBuilder()
            .withMatch(matchPath(explainerPath(deployment, predictor)))
            .withNewRewrite()
            .withUri("/")
            .endRewrite()
            .addNewRoute()
            .withDestination(Destinations.make(host, predictor, port))
            .withWeight(100)
            .endRoute()
            .withRetries(Retries.of(deployment).orElse(null))
            .build();
    String name = Names.explainerVirtualService(deployment, predictor);
    return make(deployment, settings, name, List.of(route));
  }

  private static VirtualService make(
      SeldonDeployment deployment, RoutingSettings settings, String name, List<HTTPRoute> routes) {
    return new VirtualServiceBuilder()
        .withMetadata(Ownership.metadata(deployment, name))
        .withNewSpec()
        .withHosts(Hosts.of(deployment))
        .withGateways(Gateways.of(deployment, settings))
        .withHttp(routes)
        .endSpec()
        .build();
  }

  private static HTTPRouteBuilder makeRoute(
      SeldonDeployment deployment, RoutingSettings settings, ToIntFunction<Predictor> port) {
    HTTPRouteBuilder route = new HTTPRouteBuilder();
    route.withRetries(Retries.of(deployment).orElse(null));
    new Shares(deployment, settings, port).addTo(route);
    return route;
  }

  private static ToIntFunction<Predictor> port(
      PortAssignment assignment, ToIntFunction<ServicePorts> kind) {
    return predictor -> kind.applyAsInt(assignment.ports(predictor).orElseThrow());
  }

  private static String explainerPath(SeldonDeployment deployment, Predictor predictor) {
    return "/seldon/%s/%s-explainer/%s/"
        .formatted(deployment.namespace(), deployment.name(), predictor.name());
  }

  private static HTTPMatchRequest matchPath(String prefix) {
    return new HTTPMatchRequestBuilder()
        .withUri(new StringMatch(new StringMatchPrefix(prefix)))
        .build();
  }

  private static HTTPMatchRequest matchGrpc(SeldonDeployment deployment) {
    return new HTTPMatchRequestBuilder()
        .withUri(new StringMatch(new StringMatchRegex(GRPC_PATHS)))
        .withHeaders(
            Map.of(
                "seldon", new StringMatch(new StringMatchExact(deployment.name())),
                "namespace", new StringMatch(new StringMatchExact(deployment.namespace()))))
        .build();
  }
}
