package io.seldoningress.checks;

import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;

/** What gives predictors routes of their own, beside their shares. */
final class OwnRoutes {

  private static final String DIRECT = Annotations.PREFIX + "istio-direct";
  private static final String STICKY = Annotations.PREFIX + "istio-sticky-cookie";
  private static final String MATCH = Annotations.PREFIX + "istio-match";

  private OwnRoutes() {}

  /** One for each predictor, for shadows too. */
  static boolean direct(SeldonDeployment deployment) {
    return deployment.annotation(DIRECT).filter(text -> text.strip().equals("true")).isPresent();
  }

  /** One for each that has a share. */
  static boolean sticky(SeldonDeployment deployment) {
    return deployment.annotation(STICKY).isPresent();
  }

  /** One for this predictor. */
  static boolean matched(Predictor predictor) {
    return predictor.annotations().containsKey(MATCH);
  }
}
