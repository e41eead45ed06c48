package io.seldoningress.reload;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.util.URISupport;

/**
 * What Camel passes over in silence when it loads routes, or finds only when it starts them. Each
 * check gives its problems, one line each.
 */
final class RouteChecks {
  private RouteChecks() {}

  /** Routes that name a routeConfiguration which is not there: Camel would run them without. */
  static List<String> missingConfigurations(ModelCamelContext context) {
    Set<String> known =
        context.getRouteConfigurationDefinitions().stream()
            .map(RouteConfigurationDefinition::getId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return context.getRouteDefinitions().stream()
        .filter(route -> route.getRouteConfigurationId() != null)
        .flatMap(
            route ->
                configurationsOf(route)
                    .filter(id -> !known.contains(id))
                    .map(id -> missing(route, id)))
        .toList();
  }

  /** Patterns may match nothing, and placeholders of a template are not known here. */
  private static Stream<String> configurationsOf(RouteDefinition route) {
    return Stream.of(route.getRouteConfigurationId().split(","))
        .filter(id -> id.matches("[\\w-]+"));
  }

  private static String missing(RouteDefinition route, String id) {
    return "%sroute %s: there is no routeConfiguration %s"
        .formatted(fileOf(route.getResource()), route.getRouteId(), id);
  }

  /** Routes that can't be started beside each other. */
  static List<String> clashes(List<Route> routes) {
    Stream<String> consumers =
        clashes(
            routes.stream().filter(RouteChecks::needsEndpointAlone).toList(),
            route -> Optional.of(URISupport.sanitizeUri(route.getEndpoint().getEndpointUri())),
            "consume from %s, which takes one consumer");
    Stream<String> orders =
        clashes(
            routes,
            route -> Optional.ofNullable(route.getStartupOrder()),
            "have the startupOrder %s");
    return Stream.concat(consumers, orders).toList();
  }

  private static boolean needsEndpointAlone(Route route) {
    return !(route.getEndpoint() instanceof MultipleConsumersSupport several
        && several.isMultipleConsumersSupported());
  }

  private static <K extends Comparable<K>> Stream<String> clashes(
      List<Route> routes, Function<Route, Optional<K>> key, String what) {
    Map<K, List<Route>> groups =
        routes.stream()
            .filter(route -> key.apply(route).isPresent())
            .collect(
                Collectors.groupingBy(
                    route -> key.apply(route).orElseThrow(), TreeMap::new, Collectors.toList()));
    return groups.entrySet().stream()
        .filter(group -> group.getValue().size() > 1)
        .map(group -> names(group.getValue()) + " " + what.formatted(group.getKey()));
  }

  private static String names(List<Route> routes) {
    return routes.stream()
        .map(route -> fileOf(route.getSourceResource()) + "route " + route.getRouteId())
        .collect(Collectors.joining(" and "));
  }

  private static String fileOf(Resource resource) {
    return resource == null ? "" : resource.getLocation() + ": ";
  }
}
