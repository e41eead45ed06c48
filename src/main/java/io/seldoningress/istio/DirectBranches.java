package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequestBuilder;
import io.seldoningress.annotation.MatchAnnotations;
import io.seldoningress.seldon.Predictor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The requests whose caller names the predictor. One that is not ready is among them: this one was
 * asked for, and nobody else's answer.
 */
final class DirectBranches {

  private static final String USUAL_HEADER = "x-predictor";

  private DirectBranches() {}

  static Stream<Branch> of(Routing routing) {
    boolean asked = MatchAnnotations.DIRECT.of(routing.deployment()).orElse(false);
    String header = MatchAnnotations.DIRECT_HEADER.of(routing.deployment()).orElse(USUAL_HEADER);
    return routing.deployment().predictors().stream()
        .filter(one -> asked)
        .map(one -> branch(header, one));
  }

  private static Branch branch(String header, Predictor predictor) {
    return new Branch(
        List.of(
            new HTTPMatchRequestBuilder()
                .withHeaders(Map.of(header, TextMatches.exact(predictor.name())))
                .build()),
        Optional.of(predictor));
  }
}
