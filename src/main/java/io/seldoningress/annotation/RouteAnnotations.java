package io.seldoningress.annotation;

import io.seldoningress.seldon.WholeNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How long a request may take, and how often it is tried. */
public final class RouteAnnotations {

  private static final Duration LONGEST = Duration.ofHours(24);

  /** The time of each try: a whole number is seconds, as the Seldon operator has it. */
  public static final Form<Duration> TRY =
      Form.of(
          "whole seconds for each try, from 1 to 2147483647, or a duration such as 500ms or 1m30s,"
              + " from 1ms to "
              + Durations.text(LONGEST),
          RouteAnnotations::tryTimeout);

  /** How long a request may take, over all its tries; zero is no limit. */
  public static final PerProtocol<Duration> TIMEOUT =
      PerProtocol.of(
          Annotation.onDeployment(
              "istio-timeout",
              Forms.duration(Duration.ZERO, LONGEST),
              new Note(
                  "VirtualService spec.http[].timeout",
                  "seldon.io/rest-timeout and seldon.io/grpc-timeout",
                  "30s",
                  "How long a request to predictors may take, over all its tries; 0s is no limit of the route.")));

  /** Seldon's own, for HTTP. */
  public static final Annotation<Optional<Duration>> REST_TIMEOUT =
      seldonTimeout("rest-timeout", "HTTP");

  /** Seldon's own, for gRPC. */
  public static final Annotation<Optional<Duration>> GRPC_TIMEOUT =
      seldonTimeout("grpc-timeout", "gRPC");

  /** How often a request that failed is tried again; rules of their own look at the number. */
  public static final PerProtocol<String> RETRIES =
      PerProtocol.of(
          Annotation.onDeployment(
                  "istio-retries",
                  Form.checkedApart(
                      "a whole number from 0 (no retries, not even Istio's own) to 2147483647"),
                  new Note(
                      "VirtualService spec.http[].retries.attempts",
                      "Istio's own 2 retries",
                      "3",
                      "How often a request that failed is tried again."))
              .ofSeldon());

  /** The time of each try, where there are retries. */
  public static final PerProtocol<String> RETRIES_TIMEOUT =
      PerProtocol.of(
          Annotation.onDeployment(
                  "istio-retries-timeout",
                  Form.checkedApart(TRY.allowed()),
                  new Note(
                      "VirtualService spec.http[].retries.perTryTimeout",
                      "1s, with istio-retries",
                      "500ms",
                      "How long each try may take."))
              .ofSeldon());

  /** What is tried again, where there are retries. */
  public static final PerProtocol<List<String>> RETRIES_ON =
      PerProtocol.of(
          Annotation.onDeployment(
              "istio-retries-on",
              RetryConditions.FORM,
              new Note(
                  "VirtualService spec.http[].retries.retryOn",
                  "gateway-error,connect-failure,refused-stream, with istio-retries",
                  "connect-failure,503",
                  "What is tried again; only where there is a number of retries.")));

  static final List<Annotation<?>> LIST =
      Stream.of(
              TIMEOUT.all(),
              List.of(REST_TIMEOUT, GRPC_TIMEOUT),
              RETRIES.all(),
              RETRIES_TIMEOUT.all(),
              RETRIES_ON.all())
          .<Annotation<?>>flatMap(List::stream)
          .toList();

  private RouteAnnotations() {}

  private static Annotation<Optional<Duration>> seldonTimeout(String name, String protocol) {
    Note note =
        new Note(
            "VirtualService spec.http[].timeout of the " + protocol + " routes",
            "no limit",
            "100000",
            "Seldon's own, which its service orchestrator knows too; goes after istio-timeout.");
    return Annotation.onDeployment(
            name,
            Form.of(
                "whole milliseconds, at most 2147483647; 0 or less is no limit",
                RouteAnnotations::milliseconds),
            note)
        .ofSeldon();
  }

  /** Empty where the text is no number; an empty text is none at all, to the orchestrator too. */
  private static Optional<Optional<Duration>> milliseconds(String text) {
    if (text.isEmpty()) {
      return Optional.of(Optional.empty());
    }
    return WholeNumber.parse(text).stream()
        .mapToObj(number -> Optional.of(number).filter(one -> one > 0).map(Duration::ofMillis))
        .findFirst();
  }

  private static Optional<Duration> tryTimeout(String text) {
    return WholeNumber.parse(text).stream()
        .filter(seconds -> seconds >= 1)
        .mapToObj(Duration::ofSeconds)
        .findFirst()
        .or(() -> Forms.duration(Duration.ofMillis(1), LONGEST).reader().apply(text).value());
  }
}
