package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.Headers;
import io.fabric8.istio.api.api.networking.v1alpha3.HeadersBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.HeadersHeaderOperations;
import io.fabric8.istio.api.api.networking.v1alpha3.HeadersHeaderOperationsBuilder;
import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.HeaderAnnotations;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Headers that are set and removed. They stand on the route, or all of them on its destinations
 * where a predictor has some of its own: where a header is on both, it depends on the number of
 * destinations which one goes first, as Istio writes those of one destination to the route.
 *
 * @param deployment whose they are
 * @param perDestination whether destinations differ: a predictor has some of its own, or a sticky
 *     cookie is added, which one set on the route would replace
 */
record HeaderOperations(SeldonDeployment deployment, boolean perDestination) {

  /** Those of the routes to the predictors of a SeldonDeployment. */
  static HeaderOperations of(Routing routing) {
    return new HeaderOperations(
        routing.deployment(),
        StickyCookie.of(routing).isPresent()
            || routing.deployment().predictors().stream().anyMatch(HeaderOperations::hasOwn));
  }

  /** Those of a SeldonDeployment, without a look at its predictors. */
  static Optional<Headers> ofDeployment(SeldonDeployment deployment) {
    return make(new Lookup(deployment, Optional.empty()));
  }

  /** What stands on a route. */
  Optional<Headers> ofRoute() {
    return perDestination ? Optional.empty() : ofDeployment(deployment);
  }

  /** What stands on a destination. */
  Optional<Headers> ofDestination(Predictor predictor) {
    return perDestination ? make(new Lookup(deployment, Optional.of(predictor))) : Optional.empty();
  }

  private static boolean hasOwn(Predictor predictor) {
    return HeaderAnnotations.LIST.stream().anyMatch(one -> one.written(predictor).isPresent());
  }

  private static Optional<Headers> make(Lookup values) {
    Optional<HeadersHeaderOperations> request =
        operations(
            values.of(HeaderAnnotations.REQUEST_SET), values.of(HeaderAnnotations.REQUEST_REMOVE));
    Optional<HeadersHeaderOperations> response =
        operations(
            values.of(HeaderAnnotations.RESPONSE_SET),
            values.of(HeaderAnnotations.RESPONSE_REMOVE));
    return request.isEmpty() && response.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HeadersBuilder()
                .withRequest(request.orElse(null))
                .withResponse(response.orElse(null))
                .build());
  }

  private static Optional<HeadersHeaderOperations> operations(
      Optional<Map<String, String>> set, Optional<List<String>> remove) {
    return set.isEmpty() && remove.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HeadersHeaderOperationsBuilder()
                .withSet(set.map(HeaderOperations::literal).orElse(null))
                .withRemove(remove.orElse(List.of()))
                .build());
  }

  /**
   * Envoy takes what is between two percent signs for a format, and refuses one it doesn't know.
   */
  private static Map<String, String> literal(Map<String, String> headers) {
    Map<String, String> literal = new TreeMap<>();
    headers.forEach((name, value) -> literal.put(name, value.replace("%", "%%")));
    return literal;
  }

  /** Values on a predictor, otherwise on its SeldonDeployment. */
  private record Lookup(SeldonDeployment deployment, Optional<Predictor> predictor) {

    <T> Optional<T> of(Annotation<T> annotation) {
      return predictor
          .map(one -> annotation.of(deployment, one))
          .orElseGet(() -> annotation.of(deployment));
    }
  }
}
