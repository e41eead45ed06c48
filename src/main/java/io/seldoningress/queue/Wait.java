package io.seldoningress.queue;

import java.time.Duration;

/**
 * What a worker asks of the wait of a key that failed: the back-off within these bounds.
 *
 * @param atLeast the shortest wait; it wins where the two contradict each other
 * @param atMost the longest wait
 */
public record Wait(Duration atLeast, Duration atMost) {

  private static final Duration ANY = Duration.ofSeconds(Long.MAX_VALUE);

  /** The back-off as it is. */
  public static final Wait BACK_OFF = new Wait(Duration.ZERO, ANY);

  /** The back-off, and at least so long. */
  public static Wait atLeast(Duration shortest) {
    return new Wait(shortest, ANY);
  }

  /** The back-off, and at most so long. */
  public static Wait atMost(Duration longest) {
    return new Wait(Duration.ZERO, longest);
  }

  Duration bound(Duration backOff) {
    Duration shorter = backOff.compareTo(atMost) > 0 ? atMost : backOff;
    return shorter.compareTo(atLeast) < 0 ? atLeast : shorter;
  }
}
