package io.seldoningress.demo;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which requests routes are for, in words. Pure. */
final class Requests {

  private static final String EVERY = "every request";

  private Requests() {}

  /** Those of routes that are one row: paths and gRPC first, then what is asked of either. */
  static List<String> of(List<HTTPRoute> routes) {
    Map<List<String>, Set<String>> places = new LinkedHashMap<>();
    for (HTTPRoute route : routes) {
      if (route.getMatch().isEmpty()) {
        places.computeIfAbsent(List.of(), unused -> new LinkedHashSet<>()).add(EVERY);
      }
      for (HTTPMatchRequest match : route.getMatch()) {
        places
            .computeIfAbsent(Conditions.of(match), unused -> new LinkedHashSet<>())
            .add(place(match));
      }
    }
    Map<Set<String>, List<List<String>>> conditions = new LinkedHashMap<>();
    places.forEach(
        (asked, where) ->
            conditions.computeIfAbsent(where, unused -> new ArrayList<>()).add(asked));
    return conditions.entrySet().stream().map(one -> text(one.getKey(), one.getValue())).toList();
  }

  /** What HTTP and gRPC routes of one meaning have in common; gRPC has no query parameters. */
  static Set<List<String>> likeness(HTTPRoute route) {
    Set<List<String>> all =
        route.getMatch().stream().map(Conditions::of).collect(Collectors.toSet());
    Set<List<String>> ofBoth =
        route.getMatch().stream()
            .filter(match -> match.getQueryParams() == null || match.getQueryParams().isEmpty())
            .map(Conditions::of)
            .collect(Collectors.toSet());
    return ofBoth.isEmpty() ? all : ofBoth;
  }

  private static String text(Set<String> places, List<List<String>> conditions) {
    String where = String.join(" and ", places);
    return conditions.contains(List.<String>of())
        ? where
        : conditions.stream()
            .map(all -> String.join(", ", all))
            .collect(Collectors.joining(" or ", where + " with ", ""));
  }

  /** Seldon's gRPC routes look at headers that its clients send; others at the path. */
  private static String place(HTTPMatchRequest match) {
    if (Conditions.isGrpc(match)) {
      return "gRPC";
    }
    return match.getUri() == null ? EVERY : Conditions.path(match.getUri());
  }
}
