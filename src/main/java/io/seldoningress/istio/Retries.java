package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRetry;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRetryBuilder;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.WholeNumber;
import java.util.Optional;
import java.util.OptionalInt;

/** The retries that the annotations of a SeldonDeployment ask for. */
public final class Retries {

  /** What a user reads when a number of retries is wrong. */
  public static final String ATTEMPTS_ALLOWED =
      "a whole number from 0 (no retries, not even Istio's own) to 2147483647";

  /** What a user reads when a timeout is wrong. */
  public static final String TIMEOUT_ALLOWED =
      "whole seconds for each try, from 1 to 2147483647, without a unit";

  private static final int DEFAULT_TIMEOUT = 1;
  private static final String CONDITIONS = "gateway-error,connect-failure,refused-stream";

  private Retries() {}

  /** The annotation as written; an empty one asks for nothing, as with the Seldon operator. */
  public static Optional<String> written(SeldonDeployment deployment) {
    return deployment.annotation(Annotations.ISTIO_RETRIES).filter(text -> !text.isEmpty());
  }

  /** How many retries a text asks for, empty where it is no such number. */
  public static OptionalInt attempts(String text) {
    return atLeast(0, text);
  }

  /** How many seconds a text gives to each try, empty where it is no such number. */
  public static OptionalInt timeout(String text) {
    return atLeast(1, text);
  }

  /**
   * The retries of each route, empty where Istio's own shall stay. No retries are {@code attempts:
   * 0} and nothing else: Istio refuses the other fields beside it.
   *
   * @throws java.util.NoSuchElementException for annotations that the checks refuse
   */
  static Optional<HTTPRetry> of(SeldonDeployment deployment) {
    return written(deployment).map(text -> make(deployment, attempts(text).orElseThrow()));
  }

  private static HTTPRetry make(SeldonDeployment deployment, int attempts) {
    HTTPRetryBuilder retry = new HTTPRetryBuilder().withAttempts(attempts);
    if (attempts > 0) {
      retry.withPerTryTimeout(seconds(deployment) + "s").withRetryOn(CONDITIONS);
    }
    return retry.build();
  }

  private static int seconds(SeldonDeployment deployment) {
    return deployment
        .annotation(Annotations.ISTIO_RETRIES_TIMEOUT)
        .map(text -> timeout(text).orElseThrow())
        .orElse(DEFAULT_TIMEOUT);
  }

  private static OptionalInt atLeast(int least, String text) {
    return WholeNumber.parse(text).stream().filter(number -> number >= least).findFirst();
  }
}
