package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequestBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatch;
import io.seldoningress.annotation.MatchAlternative;
import io.seldoningress.annotation.MatchAnnotations;
import io.seldoningress.annotation.MatchPart;
import io.seldoningress.seldon.Predictor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The requests that a predictor matches. Where it is not ready they go by the shares, as all others
 * do.
 */
record MatchBranches(Routing routing, Protocol protocol) {

  /** Istio's name of a claim among headers; of the two forms the first goes into nested claims. */
  private static final String CLAIM = "@request.auth.claims.%s";

  private static final String CLAIM_AS_IT_IS = "@request.auth.claims[%s]";

  Stream<Branch> all() {
    return routing.live().stream().filter(routing::isOpen).flatMap(one -> branch(one).stream());
  }

  /** Empty also where all alternatives are about what requests of the protocol don't have. */
  private Optional<Branch> branch(Predictor predictor) {
    List<HTTPMatchRequest> conditions =
        MatchAnnotations.MATCH.of(predictor).orElse(List.of()).stream()
            .filter(this::isPossible)
            .map(MatchBranches::condition)
            .toList();
    return Optional.of(conditions)
        .filter(some -> !some.isEmpty())
        .map(some -> new Branch(some, Optional.of(predictor)));
  }

  /** No call of gRPC has query parameters, and no sidecar sees claims. */
  private boolean isPossible(MatchAlternative alternative) {
    return (protocol == Protocol.HTTP || alternative.of(MatchPart.QUERY_PARAMS).isEmpty())
        && (!routing.sidecars() || alternative.of(MatchPart.CLAIMS).isEmpty());
  }

  private static HTTPMatchRequest condition(MatchAlternative alternative) {
    Map<String, StringMatch> headers = new LinkedHashMap<>();
    alternative
        .of(MatchPart.HEADERS)
        .forEach((name, match) -> headers.put(name, TextMatches.of(match)));
    alternative
        .of(MatchPart.COOKIES)
        .forEach((name, match) -> headers.put("cookie", TextMatches.cookie(name, match)));
    alternative
        .of(MatchPart.CLAIMS)
        .forEach((name, match) -> headers.put(claim(name), TextMatches.of(match)));
    Map<String, StringMatch> query =
        alternative.of(MatchPart.QUERY_PARAMS).entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, match -> TextMatches.of(match.getValue())));
    return new HTTPMatchRequestBuilder().withHeaders(headers).withQueryParams(query).build();
  }

  private static String claim(String name) {
    boolean asItIs = name.contains("/") || name.contains(":");
    return (asItIs ? CLAIM_AS_IT_IS : CLAIM).formatted(name);
  }
}
