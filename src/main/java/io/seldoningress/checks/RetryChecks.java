package io.seldoningress.checks;

import io.seldoningress.istio.Retries;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules for {@code seldon.io/istio-retries} and its timeout. */
final class RetryChecks {

  private RetryChecks() {}

  static Stream<Finding> attempts(SeldonDeployment deployment) {
    return Retries.written(deployment)
        .filter(text -> Retries.attempts(text).isEmpty())
        .map(text -> finding(deployment, Annotations.ISTIO_RETRIES, text, Retries.ATTEMPTS_ALLOWED))
        .stream();
  }

  /** Without retries the timeout is not used, and may be anything. */
  static Stream<Finding> timeout(SeldonDeployment deployment) {
    Optional<String> used =
        Retries.written(deployment)
            .filter(text -> Retries.attempts(text).orElse(1) > 0)
            .flatMap(text -> deployment.annotation(Annotations.ISTIO_RETRIES_TIMEOUT));
    return used
        .filter(text -> Retries.timeout(text).isEmpty())
        .map(
            text ->
                finding(
                    deployment, Annotations.ISTIO_RETRIES_TIMEOUT, text, Retries.TIMEOUT_ALLOWED))
        .stream();
  }

  private static Finding finding(
      SeldonDeployment deployment, String annotation, String value, String allowed) {
    return new Finding(deployment.annotationPath(annotation), value, allowed);
  }
}
