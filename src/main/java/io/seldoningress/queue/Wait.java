package io.seldoningress.queue;

import java.time.Duration;

/**
 * What a worker asks of the wait of a key that failed: the back-off within these bounds.
 *
 * @param atLeast the shortest wait; it wins where the two contradict each other
 * @param atMost the longest wait
 * @param firm the part of it that nothing ends, not even a change; it wins over both
 */
public record Wait(Duration atLeast, Duration atMost, Duration firm) {

  private static final Duration ANY = Duration.ofSeconds(Long.MAX_VALUE);

  /** The back-off as it is. */
  public static final Wait BACK_OFF = new Wait(Duration.ZERO, ANY, Duration.ZERO);

  /** The back-off, and at least so long. */
  public static Wait atLeast(Duration shortest) {
    return new Wait(shortest, ANY, Duration.ZERO);
  }

  /** The back-off, and at most so long. */
  public static Wait atMost(Duration longest) {
    return new Wait(Duration.ZERO, longest, Duration.ZERO);
  }

  /** These bounds, and so long nothing ends it. */
  public Wait firmly(Duration shortest) {
    return new Wait(atLeast, atMost, shortest);
  }

  /** The same bounds, but no longer than this, unless it is firm. */
  public Wait notAfter(Duration longest) {
    return new Wait(shorter(atLeast, longest), shorter(atMost, longest), firm);
  }

  Duration bound(Duration backOff) {
    return longer(longer(shorter(backOff, atMost), atLeast), firm);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
