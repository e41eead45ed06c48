package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.seldoningress.seldon.Predictor;
import java.util.List;
import java.util.Optional;

/**
 * A part of the requests of one protocol, which has a route of its own.
 *
 * @param conditions which of them: one of these holds; none means all that are left
 * @param only the predictor that they go to; empty where all have their shares
 */
record Branch(List<HTTPMatchRequest> conditions, Optional<Predictor> only) {

  Branch {
    conditions = List.copyOf(conditions);
  }

  /** The branches of a SeldonDeployment; a request takes the first whose condition holds. */
  static List<Branch> all(Routing routing, Protocol protocol) {
    return List.of(new Branch(List.of(), Optional.empty()));
  }

  /** The requests of it among those of a match. */
  List<HTTPMatchRequest> of(HTTPMatchRequest match) {
    return conditions.isEmpty()
        ? List.of(match)
        : conditions.stream().map(condition -> Matches.and(match, condition)).toList();
  }
}
