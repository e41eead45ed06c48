package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjection;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionAbort;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionAbortBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionAbortHttpStatus;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionDelay;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionDelayBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPFaultInjectionDelayFixedDelay;
import io.fabric8.istio.api.api.networking.v1alpha3.Percent;
import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.Durations;
import io.seldoningress.annotation.FaultAnnotations;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Faults that are injected into a route: Istio has none for one of its destinations. */
public final class Faults {

  private static final int WHOLE = 100;

  private Faults() {}

  /** The predictor that all requests by share go to, by the shares as written. */
  public static Optional<Predictor> withWholeShare(SeldonDeployment deployment) {
    List<Predictor> live = deployment.predictors().stream().filter(Predictor::live).toList();
    return live.size() == 1
        ? Optional.of(live.get(0))
        : live.stream().filter(one -> one.traffic() == WHOLE).findFirst();
  }

  /** Those of a branch: of the predictor that it goes to, where there is but one. */
  static Optional<HTTPFaultInjection> of(SeldonDeployment deployment, Branch branch) {
    Lookup values = new Lookup(deployment, branch.only().or(() -> withWholeShare(deployment)));
    Optional<HTTPFaultInjectionDelay> delay =
        percent(values, FaultAnnotations.DELAY_PERCENTAGE).flatMap(part -> delay(values, part));
    Optional<HTTPFaultInjectionAbort> abort =
        percent(values, FaultAnnotations.ABORT_PERCENTAGE).flatMap(part -> abort(values, part));
    return delay.isEmpty() && abort.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HTTPFaultInjectionBuilder()
                .withDelay(delay.orElse(null))
                .withAbort(abort.orElse(null))
                .build());
  }

  /** Written out also where it is all, as Istio's own default is not the same for both faults. */
  private static Optional<Percent> percent(Lookup values, Annotation<BigDecimal> annotation) {
    BigDecimal part = values.of(annotation).orElse(BigDecimal.valueOf(WHOLE));
    return Optional.of(part)
        .filter(one -> one.signum() > 0)
        .map(one -> new Percent(one.doubleValue()));
  }

  private static Optional<HTTPFaultInjectionDelay> delay(Lookup values, Percent percentage) {
    return values
        .of(FaultAnnotations.DELAY)
        .map(
            span ->
                new HTTPFaultInjectionDelayBuilder()
                    .withHttpDelayType(new HTTPFaultInjectionDelayFixedDelay(Durations.text(span)))
                    .withPercentage(percentage)
                    .build());
  }

  private static Optional<HTTPFaultInjectionAbort> abort(Lookup values, Percent percentage) {
    return values
        .of(FaultAnnotations.ABORT)
        .map(
            status ->
                new HTTPFaultInjectionAbortBuilder()
                    .withErrorType(new HTTPFaultInjectionAbortHttpStatus(status))
                    .withPercentage(percentage)
                    .build());
  }

  /** Values on the only predictor, otherwise on the SeldonDeployment. */
  private record Lookup(SeldonDeployment deployment, Optional<Predictor> only) {

    <T> Optional<T> of(Annotation<T> annotation) {
      return only.map(one -> annotation.of(deployment, one))
          .orElseGet(() -> annotation.of(deployment));
    }
  }
}
