package io.seldoningress.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a key that failed waits: exponential with full spread over the upper half, so that keys
 * that failed together do not come back together.
 *
 * @param initialDelay the longest wait after the first failure
 * @param maximumDelay the longest wait at all
 */
public record BackOff(Duration initialDelay, Duration maximumDelay) {

  /** Longer waits count as this one, so that times in nanoseconds do not overflow. */
  private static final Duration LONGEST = Duration.ofDays(365 * 50);

  public BackOff {
    if (initialDelay.isNegative() || initialDelay.isZero()) {
      throw new IllegalArgumentException("initialDelay must be positive, was " + initialDelay);
    }
    if (maximumDelay.compareTo(initialDelay) < 0) {
      throw new IllegalArgumentException(
          "maximumDelay %s is shorter than initialDelay %s".formatted(maximumDelay, initialDelay));
    }
  }

  /**
   * The wait after a failure.
   *
   * @param failures how often the key failed in a row, from 1
   * @param random the spread
   * @return between half of and the whole of {@code initialDelay * 2^(failures-1)}, at most {@code
   *     maximumDelay}
   */
  public Duration after(int failures, RandomGenerator random) {
    long nanos = nanos(initialDelay);
    long limit = nanos(maximumDelay);
    for (int i = 1; i < failures && nanos < limit; i++) {
      nanos = nanos > limit / 2 ? limit : nanos * 2;
    }
    return Duration.ofNanos(nanos / 2 + random.nextLong(nanos - nanos / 2 + 1));
  }

  private static long nanos(Duration duration) {
    return (duration.compareTo(LONGEST) < 0 ? duration : LONGEST).toNanos();
  }
}
