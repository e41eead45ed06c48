package io.seldoningress.annotation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Faults that are injected to see what clients make of them. */
public final class FaultAnnotations {

  private static final String FAULT = "VirtualService spec.http[].fault.";

  /** How long a request waits before it goes on. */
  public static final Annotation<Duration> DELAY =
      Annotation.onBoth(
          "istio-fault-delay",
          Forms.duration(Duration.ofMillis(1), Duration.ofHours(1)),
          new Note(
              FAULT + "delay.fixedDelay",
              "no delay",
              "2s",
              "How long a request waits before it goes on."));

  /** How many requests wait. */
  public static final Annotation<BigDecimal> DELAY_PERCENTAGE =
      percentage("istio-fault-delay-percentage", "delay.percentage", "istio-fault-delay");

  /** The status that a request is answered with. */
  public static final Annotation<Integer> ABORT =
      Annotation.onBoth(
          "istio-fault-abort",
          Forms.wholeNumber(200, 599),
          new Note(
              FAULT + "abort.httpStatus",
              "no abort",
              "503",
              "The HTTP status that a request is answered with, without having gone anywhere; a gRPC"
                  + " client gets the gRPC status for it."));

  /** How many requests are answered so. */
  public static final Annotation<BigDecimal> ABORT_PERCENTAGE =
      percentage("istio-fault-abort-percentage", "abort.percentage", "istio-fault-abort");

  /** All four. */
  public static final List<Annotation<?>> LIST =
      List.of(DELAY, DELAY_PERCENTAGE, ABORT, ABORT_PERCENTAGE);

  private FaultAnnotations() {}

  private static Annotation<BigDecimal> percentage(String name, String field, String of) {
    return Annotation.onBoth(
        name,
        Forms.percentage(),
        new Note(
            FAULT + field,
            "100, with " + of,
            "0.5",
            "Of how many requests in a hundred; 0 is none."));
  }
}
