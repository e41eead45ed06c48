package io.seldoningress.istio;

import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;

/** The shares that others have, because their predictors are not ready. */
public final class ShiftedShares {

  /** More than anybody looks at; a status is sent with every change of its object. */
  private static final int MAX = 10;

  private ShiftedShares() {}

  /**
   * A line on each, in the order of the predictors; empty where shares are as they are written.
   *
   * @param deployment one in which the checks found nothing
   */
  public static List<String> in(SeldonDeployment deployment, Readiness readiness) {
    List<Predictor> live = deployment.predictors().stream().filter(Predictor::live).toList();
    Weights weights = Weights.of(live, readiness);
    return live.stream()
        .filter(one -> one.traffic() > 0 && weights.of(one) == 0)
        .limit(MAX)
        .map(
            one ->
                "predictor %s is not ready: its %d %% go to the others"
                    .formatted(one.name(), one.traffic()))
        .toList();
  }
}
