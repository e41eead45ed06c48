package io.seldoningress.annotation;

import java.time.Duration;

/** Time spans as Istio's objects have them. */
public final class Durations {

  private Durations() {}

  /** Whole seconds with {@code s}, otherwise milliseconds with {@code ms}. */
  public static String text(Duration span) {
    return span.toMillisPart() == 0 ? span.toSeconds() + "s" : span.toMillis() + "ms";
  }
}
