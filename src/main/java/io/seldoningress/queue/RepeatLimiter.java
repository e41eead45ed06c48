package io.seldoningress.queue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Slows down what is done again and again: at once the first time, then after a wait that doubles
 * with each time. What was left alone for twice its wait begins anew. Safe for use by several
 * threads.
 *
 * @param <K> what is done, with {@code equals} and {@code hashCode}
 */
public final class RepeatLimiter<K> {

  private record Done(long at, long pause) {}

  private final long initialDelay;
  private final long maximumDelay;
  private final LongSupplier nanoClock;
  private final Map<K, Done> done = new ConcurrentHashMap<>();
  private volatile long lastCleared;

  /**
   * @param initialDelay the wait after the first time
   * @param maximumDelay the longest wait
   * @param nanoClock gives nanoseconds that only grow
   */
  public RepeatLimiter(Duration initialDelay, Duration maximumDelay, LongSupplier nanoClock) {
    this.initialDelay = initialDelay.toNanos();
    this.maximumDelay = maximumDelay.toNanos();
    this.nanoClock = nanoClock;
    this.lastCleared = nanoClock.getAsLong();
  }

  /** How long to wait before it is done; zero for not at all. */
  public Duration untilAllowed(K key) {
    Done last = done.get(key);
    return last == null
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, last.pause() - since(last, nanoClock.getAsLong())));
  }

  /**
   * Asks whether it may be done now; if so, it counts as done. Of several threads that ask at the
   * same time one may.
   */
  public boolean acquire(K key) {
    long now = nanoClock.getAsLong();
    clearForgotten(now);
    boolean[] allowed = new boolean[1];
    done.compute(
        key,
        (k, last) -> {
          allowed[0] = last == null || since(last, now) >= last.pause();
          return allowed[0] ? new Done(now, pauseAfter(last, now)) : last;
        });
    return allowed[0];
  }

  /**
   * It may be done at once the next time.
   *
   * @return whether it was slowed down until now
   */
  public boolean reset(K key) {
    return done.remove(key) != null;
  }

  /** The number of entries that are kept. */
  int size() {
    return done.size();
  }

  /** Bounds the memory to what was done within twice the longest wait, or three times. */
  private void clearForgotten(long now) {
    if (now - lastCleared >= maximumDelay) {
      lastCleared = now;
      done.values().removeIf(last -> isForgotten(last, now));
    }
  }

  private long pauseAfter(Done last, long now) {
    return last == null || isForgotten(last, now)
        ? initialDelay
        : Math.min(maximumDelay, last.pause() * 2);
  }

  private static boolean isForgotten(Done last, long now) {
    return since(last, now) >= 2 * last.pause();
  }

  private static long since(Done last, long now) {
    return now - last.at();
  }
}
