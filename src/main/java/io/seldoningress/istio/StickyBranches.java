package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequestBuilder;
import io.seldoningress.annotation.TextMatch;
import io.seldoningress.seldon.Predictor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The requests that bring a sticky cookie, to the predictor that it names, if it is ready. */
final class StickyBranches {

  private StickyBranches() {}

  static Stream<Branch> of(Routing routing, Protocol protocol) {
    return StickyCookie.of(routing).filter(cookie -> protocol == Protocol.HTTP).stream()
        .flatMap(
            cookie ->
                cookie.predictors().stream()
                    .filter(routing::isOpen)
                    .map(one -> branch(cookie, one)));
  }

  private static Branch branch(StickyCookie cookie, Predictor predictor) {
    TextMatch value = new TextMatch(TextMatch.Kind.EXACT, cookie.value(predictor));
    return new Branch(
        List.of(
            new HTTPMatchRequestBuilder()
                .withHeaders(Map.of("cookie", TextMatches.cookie(cookie.name(), value)))
                .build()),
        Optional.of(predictor));
  }
}
