package io.seldoningress.istio;

import io.seldoningress.seldon.Predictor;
import java.util.Set;

/**
 * Which predictors of a SeldonDeployment nobody answers for.
 *
 * @param unready the places ({@link Predictor#index}) of those that are known to have no ready
 *     endpoint
 */
public record Readiness(Set<Integer> unready) {

  /** Nothing is known against any of them. */
  public static final Readiness ALL = new Readiness(Set.of());

  public Readiness {
    unready = Set.copyOf(unready);
  }

  /** Whether a predictor may be sent requests, as far as is known. */
  boolean isReady(Predictor predictor) {
    return !unready.contains(predictor.index());
  }
}
