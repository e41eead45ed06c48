package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.OutlierDetection;
import io.fabric8.istio.api.api.networking.v1alpha3.OutlierDetectionBuilder;
import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.Durations;
import io.seldoningress.annotation.TrafficPolicyAnnotations;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Says when a pod of a predictor is left out for a while. */
public final class OutlierDetections {

  /** How many errors in a row Envoy counts to where nothing is said of 5xx. */
  public static final int DEFAULT_5XX = 5;

  private OutlierDetections() {}

  /**
   * Empty where nothing is asked for, and where a predictor takes back what its deployment says.
   */
  static Optional<OutlierDetection> of(SeldonDeployment deployment, Predictor predictor) {
    Values values = new Values(deployment, predictor);
    boolean asked =
        Stream.concat(
                Stream.of(
                    TrafficPolicyAnnotations.CONSECUTIVE_5XX,
                    TrafficPolicyAnnotations.CONSECUTIVE_GATEWAY_ERRORS),
                TrafficPolicyAnnotations.EJECTION.stream())
            .anyMatch(one -> values.of(one).isPresent());
    return asked && detects(deployment, predictor) ? Optional.of(make(values)) : Optional.empty();
  }

  /** Whether any errors count: those of 5xx do unless they are said not to. */
  private static boolean detects(SeldonDeployment deployment, Predictor predictor) {
    return detects(
        TrafficPolicyAnnotations.CONSECUTIVE_5XX.of(deployment, predictor),
        TrafficPolicyAnnotations.CONSECUTIVE_GATEWAY_ERRORS.of(deployment, predictor));
  }

  /**
   * Whether any errors count.
   *
   * @param errors of 5xx in a row
   * @param gatewayErrors of 502, 503 and 504 in a row
   */
  public static boolean detects(Optional<Integer> errors, Optional<Integer> gatewayErrors) {
    return errors.orElse(DEFAULT_5XX) > 0 || gatewayErrors.orElse(0) > 0;
  }

  private static OutlierDetection make(Values values) {
    return new OutlierDetectionBuilder()
        .withConsecutive5xxErrors(values.of(TrafficPolicyAnnotations.CONSECUTIVE_5XX).orElse(null))
        .withConsecutiveGatewayErrors(
            values.of(TrafficPolicyAnnotations.CONSECUTIVE_GATEWAY_ERRORS).orElse(null))
        .withInterval(values.time(TrafficPolicyAnnotations.OUTLIER_INTERVAL))
        .withBaseEjectionTime(values.time(TrafficPolicyAnnotations.BASE_EJECTION_TIME))
        .withMaxEjectionPercent(
            values.of(TrafficPolicyAnnotations.MAX_EJECTION_PERCENT).orElse(null))
        .withMinHealthPercent(values.of(TrafficPolicyAnnotations.MIN_HEALTH_PERCENT).orElse(null))
        .build();
  }

  private record Values(SeldonDeployment deployment, Predictor predictor) {

    <T> Optional<T> of(Annotation<T> one) {
      return one.of(deployment, predictor);
    }

    String time(Annotation<Duration> one) {
      return of(one).map(Durations::text).orElse(null);
    }
  }
}
