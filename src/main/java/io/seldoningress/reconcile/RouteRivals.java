package io.seldoningress.reconcile;

import io.seldoningress.component.informer.ResourceKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who else wants the routes of a SeldonDeployment.
 *
 * @param lost its claims that it does not get
 * @param awaited who has what it wants or, where it is not routed as it says, what it wrote before
 * @param losers the younger SeldonDeployments that do not get what it has
 */
record RouteRivals(List<LostRoute> lost, Set<RouteHolder> awaited, List<ResourceKey> losers) {

  static final RouteRivals NONE = new RouteRivals(List.of(), Set.of(), List.of());

  RouteRivals {
    lost = List.copyOf(lost);
    awaited = Set.copyOf(awaited);
    losers = List.copyOf(losers);
  }

  /** One for each holder: a claim that it has, and how many more. */
  List<Refusal> refusals() {
    Map<RouteHolder, List<LostRoute>> byHolder =
        lost.stream()
            .collect(
                Collectors.groupingBy(LostRoute::holder, LinkedHashMap::new, Collectors.toList()));
    List<Refusal> refusals = new ArrayList<>();
    byHolder.forEach(
        (holder, claims) ->
            refusals.add(
                new Refusal(
                    Reason.ROUTE_TAKEN,
                    "%s%s is taken by %s, the older one: choose another path or host, or wait until it is free"
                        .formatted(claims.get(0).claim().describe(), more(claims), holder))));
    return refusals;
  }

  private static String more(List<LostRoute> claims) {
    return claims.size() == 1 ? "" : " (and " + (claims.size() - 1) + " more)";
  }
}
