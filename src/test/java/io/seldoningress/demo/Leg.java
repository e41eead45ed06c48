package io.seldoningress.demo;

import io.fabric8.istio.api.api.networking.v1alpha3.Destination;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestination;
import io.fabric8.istio.api.api.networking.v1alpha3.Percent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One destination of a route of a VirtualService.
 *
 * @param amount {@code 75 %}, or {@code mirror 10 %} for copies
 * @param subset the subset, which Seldon names after the predictor
 * @param host the host
 * @param port the port, empty where none is given
 */
record Leg(String amount, String subset, String host, String port) {

  /** The destinations of a route, those of copies last. */
  static List<Leg> of(HTTPRoute route) {
    return Stream.concat(live(route), mirrors(route)).toList();
  }

  private static Stream<Leg> live(HTTPRoute route) {
    List<HTTPRouteDestination> all = route.getRoute();
    int total = all.stream().mapToInt(Leg::weight).sum();
    return all.stream()
        .map(
            one ->
                // One alone needs no weight.
                all.size() == 1
                    ? of("100 %", one.getDestination())
                    : of(percent(weight(one), total), one.getDestination()));
  }

  private static Stream<Leg> mirrors(HTTPRoute route) {
    Stream<Leg> one =
        Optional.ofNullable(route.getMirror()).stream()
            .map(mirror -> of(mirror(route.getMirrorPercentage()), mirror));
    Stream<Leg> several =
        route.getMirrors().stream()
            .map(mirror -> of(mirror(mirror.getPercentage()), mirror.getDestination()));
    return Stream.concat(one, several);
  }

  private static Leg of(String amount, Destination destination) {
    return new Leg(
        amount,
        Optional.ofNullable(destination.getSubset()).orElse(""),
        destination.getHost(),
        Optional.ofNullable(destination.getPort())
            .map(port -> String.valueOf(port.getNumber()))
            .orElse(""));
  }

  private static int weight(HTTPRouteDestination destination) {
    return Optional.ofNullable(destination.getWeight()).orElse(0);
  }

  private static String percent(int weight, int total) {
    return total == 0 ? "0 %" : number(100.0 * weight / total) + " %";
  }

  private static String mirror(Percent percentage) {
    return "mirror " + (percentage == null ? "100" : number(percentage.getValue())) + " %";
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(4, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
