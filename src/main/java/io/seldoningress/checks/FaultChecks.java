package io.seldoningress.checks;

import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.FaultAnnotations;
import io.seldoningress.istio.Faults;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules for the annotations about faults. */
final class FaultChecks {

  private FaultChecks() {}

  /** Istio injects faults into a route as a whole, so a predictor with faults needs one. */
  static Stream<Finding> routable(SeldonDeployment deployment) {
    Optional<Predictor> whole = Faults.withWholeShare(deployment);
    return deployment.predictors().stream()
        .filter(one -> !hasRoute(deployment, one, whole))
        .flatMap(
            one ->
                FaultAnnotations.LIST.stream()
                    .flatMap(
                        fault ->
                            fault
                                .written(one)
                                .map(text -> new Finding(fault.path(one), text, why(one)))
                                .stream()));
  }

  /** A percentage of nothing. */
  static Stream<Finding> percentageOfSomething(SeldonDeployment deployment) {
    return Stream.concat(
        ofSomething(deployment, FaultAnnotations.DELAY, FaultAnnotations.DELAY_PERCENTAGE),
        ofSomething(deployment, FaultAnnotations.ABORT, FaultAnnotations.ABORT_PERCENTAGE));
  }

  private static Stream<Finding> ofSomething(
      SeldonDeployment deployment, Annotation<?> fault, Annotation<?> percentage) {
    boolean ofAll = fault.written(deployment).isPresent();
    boolean ofAny =
        ofAll || deployment.predictors().stream().anyMatch(one -> fault.written(one).isPresent());
    String allowed = "nothing without " + fault.name();
    Stream<Finding> onDeployment =
        percentage.written(deployment).stream()
            .filter(text -> !ofAny)
            .map(text -> new Finding(percentage.path(deployment), text, allowed));
    Stream<Finding> onPredictors =
        deployment.predictors().stream()
            .filter(one -> !ofAll && fault.written(one).isEmpty())
            .flatMap(
                one ->
                    percentage
                        .written(one)
                        .map(text -> new Finding(percentage.path(one), text, allowed))
                        .stream());
    return Stream.concat(onDeployment, onPredictors);
  }

  private static boolean hasRoute(
      SeldonDeployment deployment, Predictor predictor, Optional<Predictor> whole) {
    if (OwnRoutes.direct(deployment)) {
      return true;
    }
    return predictor.live()
        && (whole.filter(one -> one.index() == predictor.index()).isPresent()
            || (OwnRoutes.sticky(deployment) && predictor.traffic() > 0)
            || OwnRoutes.matched(predictor));
  }

  private static String why(Predictor predictor) {
    return predictor.shadow()
        ? "nothing on a shadow, which gets copies of requests, without seldon.io/istio-direct"
        : "nothing on a predictor that shares its route with others, as Istio injects faults into a route as a whole; give it the whole share or a route of its own, by seldon.io/istio-direct, istio-match or istio-sticky-cookie, or put the fault on the SeldonDeployment";
  }
}
