package io.seldoningress.demo;

import io.fabric8.istio.api.api.networking.v1alpha3.CorsPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjection;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionAbortHttpStatus;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionDelayFixedDelay;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRetry;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestination;
import io.fabric8.istio.api.api.networking.v1alpha3.Headers;
import io.fabric8.istio.api.api.networking.v1alpha3.HeadersHeaderOperations;
import io.fabric8.istio.api.api.networking.v1alpha3.Percent;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatch;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchExact;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchRegex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds for the requests of a route, beside who gets them, in words. Pure. */
final class RouteNotes {

  private static final String USUAL = "gateway-error,connect-failure,refused-stream";

  private RouteNotes() {}

  /** One note each. */
  static List<String> of(HTTPRoute route) {
    return Stream.of(
            Stream.ofNullable(route.getTimeout()).map("timeout %s"::formatted),
            Stream.ofNullable(route.getRetries()).flatMap(RouteNotes::conditions),
            Stream.ofNullable(route.getCorsPolicy()).map(RouteNotes::cors),
            headers(route.getHeaders()),
            ofPredictors(route).stream(),
            Stream.ofNullable(route.getFault()).flatMap(RouteNotes::faults))
        .flatMap(notes -> notes)
        .toList();
  }

  private static Stream<String> conditions(HTTPRetry retry) {
    return Stream.ofNullable(retry.getRetryOn())
        .filter(conditions -> !conditions.equals(USUAL))
        .map(conditions -> "tried again on " + conditions.replace(",", ", "));
  }

  private static String cors(CorsPolicy policy) {
    return policy.getAllowOrigins().stream()
        .map(RouteNotes::origin)
        .collect(Collectors.joining(", ", "pages of ", " may call"));
  }

  private static String origin(StringMatch match) {
    if (match.getMatchType() instanceof StringMatchExact exact) {
      return exact.getExact().equals("*") ? "anybody" : exact.getExact();
    }
    return match.getMatchType() instanceof StringMatchRegex regex ? regex.getRegex() : "somebody";
  }

  private static List<String> ofPredictors(HTTPRoute route) {
    Map<String, List<String>> notes = new LinkedHashMap<>();
    for (HTTPRouteDestination to : route.getRoute()) {
      String name = Objects.requireNonNullElse(to.getDestination().getSubset(), "");
      notes.put(name, headers(to.getHeaders()).toList());
    }
    return ByPredictor.notes(notes);
  }

  private static Stream<String> headers(Headers headers) {
    return Optional.ofNullable(headers).stream()
        .flatMap(
            all ->
                Stream.concat(
                    operations(all.getRequest(), "request headers"),
                    operations(all.getResponse(), "response headers")));
  }

  private static Stream<String> operations(HeadersHeaderOperations operations, String what) {
    List<String> notes = new ArrayList<>();
    if (operations != null) {
      Optional.ofNullable(operations.getSet())
          .filter(set -> !set.isEmpty())
          .map(set -> set.entrySet().stream().map(one -> one.getKey() + " = " + one.getValue()))
          .ifPresent(set -> notes.add(set.collect(Collectors.joining(", ", what + " ", ""))));
      if (!operations.getRemove().isEmpty()) {
        notes.add(what + " removed: " + String.join(", ", operations.getRemove()));
      }
    }
    return notes.stream();
  }

  private static Stream<String> faults(HTTPFaultInjection fault) {
    Stream<String> delay =
        Stream.ofNullable(fault.getDelay())
            .filter(one -> one.getHttpDelayType() instanceof HTTPFaultInjectionDelayFixedDelay)
            .map(
                one ->
                    "fault: %s wait %s"
                        .formatted(
                            share(one.getPercentage()),
                            ((HTTPFaultInjectionDelayFixedDelay) one.getHttpDelayType())
                                .getFixedDelay()));
    Stream<String> abort =
        Stream.ofNullable(fault.getAbort())
            .filter(one -> one.getErrorType() instanceof HTTPFaultInjectionAbortHttpStatus)
            .map(
                one ->
                    "fault: %s get status %d"
                        .formatted(
                            share(one.getPercentage()),
                            ((HTTPFaultInjectionAbortHttpStatus) one.getErrorType())
                                .getHttpStatus()));
    return Stream.concat(delay, abort);
  }

  private static String share(Percent percentage) {
    return BigDecimal.valueOf(percentage.getValue()).stripTrailingZeros().toPlainString() + " %";
  }
}
