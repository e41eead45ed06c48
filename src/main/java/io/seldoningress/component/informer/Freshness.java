package io.seldoningress.component.informer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** Since when a cache has not been told of changes, though the API server tells others. */
final class Freshness {

  private final LongSupplier nanoClock;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile long last;

  /**
   * @param nanoClock the time in nanoseconds
   */
  Freshness(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.last = nanoClock.getAsLong();
  }

  /** To be called each second or so, by one thread. */
  void look(boolean fresh) {
    if (fresh) {
      last = nanoClock.getAsLong();
    }
    listeners.forEach(Listener::look);
  }

  /** Whether it was fresh no longer ago than this. */
  boolean isWithin(Duration grace) {
    return nanoClock.getAsLong() - last <= grace.toNanos();
  }

  /** Has an action run when a look shows that {@link #isWithin} is another than before. */
  void onChange(Duration grace, Runnable action) {
    listeners.add(new Listener(grace, action));
  }

  private final class Listener {

    private final Duration grace;
    private final Runnable action;
    private boolean before = true;

    Listener(Duration grace, Runnable action) {
      this.grace = grace;
      this.action = action;
    }

    void look() {
      boolean now = isWithin(grace);
      if (now != before) {
        before = now;
        action.run();
      }
    }
  }
}
