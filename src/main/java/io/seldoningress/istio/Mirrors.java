package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.Destination;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMirrorPolicyBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.Percent;
import io.seldoningress.annotation.MatchAnnotations;
import io.seldoningress.seldon.Predictor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who gets copies of the requests of one route.
 *
 * @param shadows all that may
 * @param destinations where each is
 */
record Mirrors(List<Predictor> shadows, Function<Predictor, Destination> destinations) {

  /**
   * One is written as the operator writes it, so that taking over changes nothing; only a list can
   * hold several.
   */
  void addTo(HTTPRouteBuilder route, Branch branch) {
    List<Predictor> copied = shadows.stream().filter(one -> isCopied(one, branch)).toList();
    if (copied.size() == 1) {
      Predictor shadow = copied.get(0);
      route.withMirror(destinations.apply(shadow)).withMirrorPercentage(percent(shadow));
    } else {
      copied.forEach(shadow -> add(route, shadow));
    }
  }

  /** A shadow that gets the requests themselves gets no copies of them. */
  private static boolean isCopied(Predictor shadow, Branch branch) {
    return !branch.only().equals(Optional.of(shadow))
        && percentage(shadow).map(share -> share.signum() > 0).orElse(true);
  }

  private void add(HTTPRouteBuilder route, Predictor shadow) {
    route.addToMirrors(
        new HTTPMirrorPolicyBuilder()
            .withDestination(destinations.apply(shadow))
            .withPercentage(percent(shadow))
            .build());
  }

  private static Percent percent(Predictor shadow) {
    return percentage(shadow).map(share -> new Percent(share.doubleValue())).orElse(null);
  }

  /** Empty means every request, in Seldon, whose unset share is 0, and in Istio. */
  private static Optional<BigDecimal> percentage(Predictor shadow) {
    return MatchAnnotations.MIRROR_PERCENTAGE
        .of(shadow)
        .or(
            () ->
                Optional.of(BigDecimal.valueOf(shadow.traffic())).filter(one -> one.signum() != 0));
  }
}
