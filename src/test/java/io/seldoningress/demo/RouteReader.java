package io.seldoningress.demo;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRetry;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchPrefix;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicy;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.demo.Entry.Route;
import io.seldoningress.demo.Entry.Share;
import io.seldoningress.istio.Labels;
import io.seldoningress.reconcile.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the Istio objects of a server as a person would: who gets which share of what. Pure.
 *
 * @param gateway the gateway that is not worth a word, as nearly all routes are bound to it
 */
record RouteReader(String gateway) {

  /**
   * Reads the routes of one SeldonDeployment.
   *
   * @param services its VirtualServices, by name
   * @param rules the DestinationRules that may be meant in them
   * @param refusals why it is not routed as it says
   */
  Entry read(
      ResourceKey key,
      List<VirtualService> services,
      List<DestinationRule> rules,
      List<Refusal> refusals) {
    List<Route> routes = new ArrayList<>();
    services.forEach(service -> routes.addAll(routes(key, service, new Subsets(rules))));
    return new Entry(
        key,
        routes,
        refusals.stream().map(Refusal::message).toList(),
        !refusals.isEmpty()
            && refusals.stream().allMatch(refusal -> refusal.reason().leavesRoutes()),
        Optional.empty(),
        Optional.empty());
  }

  /** Routes that differ in nothing but their ports, as those of HTTP and gRPC, are one. */
  private List<Route> routes(ResourceKey key, VirtualService service, Subsets subsets) {
    Map<Object, List<HTTPRoute>> alike = new LinkedHashMap<>();
    for (HTTPRoute route : service.getSpec().getHttp()) {
      alike.computeIfAbsent(likeness(route), unused -> new ArrayList<>()).add(route);
    }
    return alike.values().stream().map(group -> route(key, service, group, subsets)).toList();
  }

  private static Object likeness(HTTPRoute route) {
    List<Leg> legs =
        Leg.of(route).stream()
            .map(leg -> new Leg(leg.amount(), leg.subset(), leg.host(), ""))
            .toList();
    return List.of(
        legs,
        Optional.ofNullable(route.getRetries()),
        Requests.likeness(route),
        Conditions.cookies(route).toList(),
        RouteNotes.of(route));
  }

  private Route route(
      ResourceKey key, VirtualService service, List<HTTPRoute> group, Subsets subsets) {
    List<String> notes =
        Stream.of(
                binding(service),
                group.stream().flatMap(route -> rewrite(route).stream()),
                retries(group.get(0).getRetries()).stream(),
                Conditions.cookies(group.get(0)),
                RouteNotes.of(group.get(0)).stream(),
                policies(group.get(0), subsets).stream())
            .flatMap(parts -> parts)
            .toList();
    return new Route(Requests.of(group), notes, shares(key, group, subsets));
  }

  private static List<Share> shares(ResourceKey key, List<HTTPRoute> group, Subsets subsets) {
    List<Leg> first = Leg.of(group.get(0));
    boolean explained =
        first.stream().anyMatch(leg -> service(leg.host(), key.namespace()).endsWith("-explainer"));
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      int place = i;
      String ports =
          group.stream()
              .map(route -> Leg.of(route).get(place).port())
              .collect(Collectors.joining(", "));
      Leg leg = first.get(i);
      String missing = subsets.has(leg) ? "" : " no DestinationRule!";
      shares.add(
          new Share(
              leg.amount(),
              (explained ? "explainer of " : "") + leg.subset(),
              service(leg.host(), key.namespace()) + ":" + ports + missing));
    }
    return shares;
  }

  private static String service(String host, String namespace) {
    int end = host.indexOf("." + namespace + ".svc.");
    return end < 0 ? host : host.substring(0, end);
  }

  private Stream<String> binding(VirtualService service) {
    List<String> hosts = service.getSpec().getHosts();
    List<String> gateways = service.getSpec().getGateways();
    return Stream.of(
            unless("host", hosts, "*").stream(),
            unless("gateway", gateways, gateway).stream(),
            exported(service).stream(),
            labels(service),
            annotations(service))
        .flatMap(notes -> notes);
  }

  private static Optional<String> exported(VirtualService service) {
    return Optional.of(service.getSpec().getExportTo())
        .filter(namespaces -> !namespaces.isEmpty())
        .map(
            namespaces ->
                namespaces.stream()
                    .map(name -> name.equals(".") ? "its own" : name)
                    .collect(Collectors.joining(" and ", "for namespaces ", "")));
  }

  private static Stream<String> annotations(VirtualService service) {
    return Optional.ofNullable(service.getMetadata().getAnnotations())
        .orElse(Map.of())
        .entrySet()
        .stream()
        .map(annotation -> "annotation " + annotation.getKey() + "=" + annotation.getValue())
        .sorted();
  }

  /** Those that are not on every generated object. */
  private static Stream<String> labels(VirtualService service) {
    Map<String, String> labels =
        Optional.ofNullable(service.getMetadata().getLabels()).orElse(Map.of());
    return labels.entrySet().stream()
        .filter(label -> !Labels.NAMES.contains(label.getKey()))
        .map(label -> "label " + label.getKey() + "=" + label.getValue())
        .sorted();
  }

  private static Optional<String> unless(String word, List<String> names, String usual) {
    return names.equals(List.of(usual))
        ? Optional.empty()
        : Optional.of(word + " " + String.join(" or ", names));
  }

  /** What becomes of a path, where its prefix is not just taken off. */
  private static Optional<String> rewrite(HTTPRoute route) {
    String to = route.getRewrite() == null ? "" : route.getRewrite().getUri();
    if (route.getMatch().stream().noneMatch(RouteReader::hasPrefix) || "/".equals(to)) {
      return Optional.empty();
    }
    return Optional.of(to.isEmpty() ? "path as it is" : "path from " + to + " on");
  }

  private static boolean hasPrefix(HTTPMatchRequest match) {
    return match.getUri() != null && match.getUri().getMatchType() instanceof StringMatchPrefix;
  }

  private static Optional<String> retries(HTTPRetry retry) {
    if (retry == null || retry.getAttempts() == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (retry.getAttempts()) {
          case 0 -> "no retries";
          case 1 -> "1 retry, " + retry.getPerTryTimeout() + " for each try";
          default ->
              retry.getAttempts() + " retries, " + retry.getPerTryTimeout() + " for each try";
        });
  }

  private static List<String> policies(HTTPRoute route, Subsets subsets) {
    Map<String, TrafficPolicy> policies = new LinkedHashMap<>();
    for (Leg leg : Leg.of(route)) {
      TrafficPolicy policy =
          subsets.rule(leg).map(rule -> rule.getSpec().getTrafficPolicy()).orElse(null);
      policies.put(leg.subset(), policy == null ? new TrafficPolicy() : policy);
    }
    return PolicyReader.notes(policies);
  }

  /** The subsets that DestinationRules define; a route to another one answers 503. */
  private record Subsets(List<DestinationRule> rules) {

    boolean has(Leg leg) {
      return leg.subset().isEmpty()
          || rule(leg).stream()
              .flatMap(rule -> rule.getSpec().getSubsets().stream())
              .anyMatch(subset -> leg.subset().equals(subset.getName()));
    }

    Optional<DestinationRule> rule(Leg leg) {
      return rules.stream().filter(rule -> leg.host().equals(rule.getSpec().getHost())).findFirst();
    }
  }
}
