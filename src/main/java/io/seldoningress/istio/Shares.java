package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.Destination;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMirrorPolicyBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestinationBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.Percent;
import io.seldoningress.seldon.Predictor;
import java.util.List;

/** Who gets how much of one route: live predictors a share, shadows copies. */
record Shares(Routing routing, Protocol protocol) {

  void addTo(HTTPRouteBuilder route, Branch branch) {
    Weights weights = Weights.of(routing.live(), routing.readiness());
    branch
        .only()
        .ifPresentOrElse(
            one -> addShare(route, one, 100),
            () -> routing.live().forEach(one -> addShare(route, one, weights.of(one))));
    addMirrors(route, routing.shadows());
  }

  /**
   * A weight of 0 is left out, as the operator does; beside other weights that means no requests.
   */
  private void addShare(HTTPRouteBuilder route, Predictor predictor, int weight) {
    route.addToRoute(
        new HTTPRouteDestinationBuilder()
            .withDestination(destination(predictor))
            .withWeight(weight == 0 ? null : (Integer) weight)
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
    String service = Names.predictorKey(routing.deployment(), predictor);
    String host = Destinations.host(service, routing.deployment(), routing.settings());
    return Destinations.make(host, predictor, routing.port(predictor, protocol));
  }
}
