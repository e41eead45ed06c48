package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.seldoningress.seldon.Predictor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    Stream<Branch> some =
        Stream.of(
                DirectBranches.of(routing),
                new MatchBranches(routing, protocol).all(),
                StickyBranches.of(routing, protocol))
            .flatMap(branches -> branches);
    Stream<Branch> rest = Stream.of(new Branch(List.of(), Optional.empty()));
    return Stream.concat(reachable(some.toList()), rest).toList();
  }

  /** Without conditions that an earlier branch has: nobody would ever get as far. */
  private static Stream<Branch> reachable(List<Branch> branches) {
    Set<HTTPMatchRequest> seen = new HashSet<>();
    List<Branch> reachable = new ArrayList<>();
    for (Branch branch : branches) {
      List<HTTPMatchRequest> left = branch.conditions().stream().filter(seen::add).toList();
      reachable.add(new Branch(left, branch.only()));
    }
    return reachable.stream().filter(branch -> !branch.conditions().isEmpty());
  }

  /** The requests of it among those of a match. */
  List<HTTPMatchRequest> of(HTTPMatchRequest match) {
    return conditions.isEmpty()
        ? List.of(match)
        : conditions.stream().map(condition -> Matches.and(match, condition)).toList();
  }
}
