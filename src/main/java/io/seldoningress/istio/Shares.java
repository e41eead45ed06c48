package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.Destination;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMirrorPolicyBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestinationBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.Percent;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Who gets how much of one route: live predictors a share, shadows copies.
 *
 * @param port the port of a predictor for this route
 */
record Shares(
    SeldonDeployment deployment, RoutingSettings settings, ToIntFunction<Predictor> port) {

  void addTo(HTTPRouteBuilder route) {
    deployment.predictors().stream().filter(Predictor::live).forEach(one -> addShare(route, one));
    addMirrors(route, deployment.predictors().stream().filter(Predictor::shadow).toList());
  }

  /**
   * A weight of 0 is left out, as the operator does; beside other weights that means no requests.
   */
  private void addShare(HTTPRouteBuilder route, Predictor predictor) {
    route.addToRoute(
        new HTTPRouteDestinationBuilder()
            .withDestination(destination(predictor))
            .withWeight(predictor.traffic() == 0 ? null : (Integer) predictor.traffic())
            .build());
  }

  /**
   * One shadow is written as the operator writes it, so that taking over changes nothing; only a
   * list can hold several.
   */
  private void addMirrors(HTTPRouteBuilder route, List<Predictor> shadows) {
    if (shadows.size() == 1) {
      Predictor shadow = shadows.get(0);
      route.withMirror(destination(shadow)).withMirrorPercentage(percentage(shadow));
    } else {
      shadows.forEach(shadow -> addToMirrors(route, shadow));
    }
  }

  private void addToMirrors(HTTPRouteBuilder route, Predictor shadow) {
    route.addToMirrors(
        new HTTPMirrorPolicyBuilder()
            .withDestination(destination(shadow))
            .withPercentage(percentage(shadow))
            .build());
  }

  /** Null where unset or 0, which means every request, in Seldon and in Istio. */
  private static Percent percentage(Predictor shadow) {
    return shadow.traffic() == 0 ? null : new Percent((double) shadow.traffic());
  }

  private Destination destination(Predictor predictor) {
    String service = Names.predictorKey(deployment, predictor);
    String host = Destinations.host(service, deployment, settings);
    return Destinations.make(host, predictor, port.applyAsInt(predictor));
  }
}
