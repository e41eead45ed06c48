package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.Destination;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestinationBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.Headers;
import io.fabric8.istio.api.api.networking.v1alpha3.HeadersBuilder;
import io.seldoningress.seldon.Predictor;
import java.util.Optional;

/** Who gets how much of one route: live predictors a share, shadows copies. */
record Shares(Routing routing, Protocol protocol) {

  void addTo(HTTPRouteBuilder route, Branch branch) {
    Weights weights = Weights.of(routing.live(), routing.readiness());
    HeaderOperations headers = HeaderOperations.of(routing);
    branch
        .only()
        .ifPresentOrElse(
            one -> addShare(route, one, 100, headers.ofDestination(one).orElse(null)),
            () ->
                routing
                    .live()
                    .forEach(
                        one ->
                            addShare(
                                route,
                                one,
                                weights.of(one),
                                withStickyCookie(headers.ofDestination(one), one))));
    new Mirrors(routing.shadows(), this::destination).addTo(route, branch);
  }

  /**
   * A weight of 0 is left out, as the operator does; beside other weights that means no requests.
   */
  private void addShare(HTTPRouteBuilder route, Predictor predictor, int weight, Headers headers) {
    route.addToRoute(
        new HTTPRouteDestinationBuilder()
            .withDestination(destination(predictor))
            .withWeight(weight == 0 ? null : (Integer) weight)
            .withHeaders(headers)
            .build());
  }

  /** Added, not set: the cookies of the model stay. Null where there are no headers. */
  private Headers withStickyCookie(Optional<Headers> headers, Predictor predictor) {
    Optional<StickyCookie> cookie =
        StickyCookie.of(routing)
            .filter(one -> protocol == Protocol.HTTP && one.isSet())
            .filter(one -> one.predictors().contains(predictor));
    return cookie
        .map(
            one ->
                headers
                    .map(HeadersBuilder::new)
                    .orElseGet(HeadersBuilder::new)
                    .editOrNewResponse()
                    .addToAdd("set-cookie", one.header(predictor))
                    .endResponse()
                    .build())
        .orElse(headers.orElse(null));
  }

  private Destination destination(Predictor predictor) {
    String service = Names.predictorKey(routing.deployment(), predictor);
    String host = Destinations.host(service, routing.deployment(), routing.settings());
    return Destinations.make(host, predictor, routing.port(predictor, protocol));
  }
}
