package io.seldoningress.istio;

import io.seldoningress.annotation.HashKey;
import io.seldoningress.annotation.TrafficPolicyAnnotations;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Optional;

/**
 * How requests are spread over the pods of a predictor. Both ways are one choice: a predictor that
 * makes it makes all of it.
 *
 * @param algorithm in Istio's word
 * @param hash what a request is hashed by; Istio takes one of the two only
 */
public record Balancing(Optional<String> algorithm, Optional<HashKey> hash) {

  private static final String RANDOM = "RANDOM";

  /** What holds for a predictor. */
  public static Balancing of(SeldonDeployment deployment, Predictor predictor) {
    boolean chosen =
        TrafficPolicyAnnotations.LOAD_BALANCER.written(predictor).isPresent()
            || TrafficPolicyAnnotations.HASH.written(predictor).isPresent();
    return chosen
        ? new Balancing(
            TrafficPolicyAnnotations.LOAD_BALANCER.of(predictor),
            TrafficPolicyAnnotations.HASH.of(predictor))
        : of(deployment);
  }

  /** What holds for the predictors that say nothing. */
  public static Balancing of(SeldonDeployment deployment) {
    return new Balancing(
        TrafficPolicyAnnotations.LOAD_BALANCER.of(deployment),
        TrafficPolicyAnnotations.HASH.of(deployment));
  }

  /** Whether Envoy lets the share of a new pod grow: it does so where requests take turns. */
  public boolean warmsUp() {
    return hash.isEmpty() && !algorithm.equals(Optional.of(RANDOM));
  }
}
