package io.seldoningress.checks;

import static io.seldoningress.annotation.MatchAnnotations.DIRECT;
import static io.seldoningress.annotation.MatchAnnotations.MATCH;
import static io.seldoningress.annotation.MatchAnnotations.STICKY_COOKIE;

import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;

/** What gives predictors routes of their own, beside their shares. */
final class OwnRoutes {

  private OwnRoutes() {}

  /** One for each predictor, for shadows too. */
  static boolean direct(SeldonDeployment deployment) {
    return DIRECT.of(deployment).orElse(false);
  }

  /** One for each that has a share. */
  static boolean sticky(SeldonDeployment deployment) {
    return STICKY_COOKIE.written(deployment).isPresent();
  }

  /** One for this predictor. */
  static boolean matched(Predictor predictor) {
    return MATCH.written(predictor).isPresent();
  }
}
