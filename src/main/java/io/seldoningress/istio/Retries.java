package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRetry;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRetryBuilder;
import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.Durations;
import io.seldoningress.annotation.RouteAnnotations;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.WholeNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The retries that the annotations of a SeldonDeployment ask for.
 *
 * @param attempts the annotation that says how often
 * @param timeout the one that says how long each try may take
 * @param conditions the one that says what is tried again
 */
public record Retries(
    Annotation<String> attempts, Annotation<String> timeout, Annotation<List<String>> conditions) {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);
  private static final String DEFAULT_CONDITIONS = "gateway-error,connect-failure,refused-stream";

  /** Those of the routes of a protocol to predictors. */
  public static Retries ofPredictors(SeldonDeployment deployment, Protocol protocol) {
    return new Retries(
        protocol.choose(RouteAnnotations.RETRIES, deployment),
        protocol.choose(RouteAnnotations.RETRIES_TIMEOUT, deployment),
        protocol.choose(RouteAnnotations.RETRIES_ON, deployment));
  }

  /** Those of explainers, which no annotation for one protocol is about. */
  public static Retries ofExplainers() {
    return new Retries(
        RouteAnnotations.RETRIES.both(),
        RouteAnnotations.RETRIES_TIMEOUT.both(),
        RouteAnnotations.RETRIES_ON.both());
  }

  /** The number as written; an empty one asks for nothing, as with the Seldon operator. */
  public Optional<String> asked(SeldonDeployment deployment) {
    return asked(attempts, deployment);
  }

  /** What one annotation asks for. */
  public static Optional<String> asked(Annotation<String> attempts, SeldonDeployment deployment) {
    return attempts.written(deployment).filter(text -> !text.isEmpty());
  }

  /** How many retries a text asks for, empty where it is no such number. */
  public static OptionalInt attempts(String text) {
    return WholeNumber.parse(text).stream().filter(number -> number >= 0).findFirst();
  }

  /** How long each try may take by a text, empty where it is no such time. */
  public static Optional<Duration> timeout(String text) {
    return RouteAnnotations.TRY.reader().apply(text).value();
  }

  /**
   * The retries of a route, empty where Istio's own shall stay. No retries are {@code attempts: 0}
   * and nothing else: Istio refuses the other fields beside it.
   *
   * @throws java.util.NoSuchElementException for annotations that the checks refuse
   */
  Optional<HTTPRetry> of(SeldonDeployment deployment) {
    return asked(deployment).map(text -> make(deployment, attempts(text).orElseThrow()));
  }

  private HTTPRetry make(SeldonDeployment deployment, int number) {
    HTTPRetryBuilder retry = new HTTPRetryBuilder().withAttempts(number);
    if (number > 0) {
      Duration each =
          timeout
              .written(deployment)
              .map(text -> timeout(text).orElseThrow())
              .orElse(DEFAULT_TIMEOUT);
      retry
          .withPerTryTimeout(Durations.text(each))
          .withRetryOn(
              conditions
                  .of(deployment)
                  .map(words -> String.join(",", words))
                  .orElse(DEFAULT_CONDITIONS));
    }
    return retry.build();
  }
}
