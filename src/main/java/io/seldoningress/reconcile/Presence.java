package io.seldoningress.reconcile;

import java.time.Duration;

/**
 * Whether a Service counts as ready: at once when it has a ready endpoint for the first time, not
 * when it has none, and then only after it has had one for the hold time without a break.
 *
 * @param state what is known of it
 * @param since when it got that state, in nanoseconds of a clock of its own
 */
record Presence(State state, long since) {

  /** The states of a Service. */
  enum State {
    /** Never had a ready endpoint, as far as is known. */
    NEW,
    /** Counts as ready. */
    STEADY,
    /** Has no ready endpoint any more. */
    LOST,
    /** Has one again, and does not count yet. */
    BACK
  }

  /** The presence of a Service that was not looked at before. */
  static Presence first(long now) {
    return new Presence(State.NEW, now);
  }

  /**
   * After one more look.
   *
   * @param ready whether it has a ready endpoint
   * @param hold the hold time
   */
  Presence next(boolean ready, long now, Duration hold) {
    return switch (state) {
      case NEW -> ready ? at(State.STEADY, now) : this;
      case STEADY -> ready ? this : at(State.LOST, now);
      case LOST -> ready ? at(State.BACK, now).next(true, now, hold) : this;
      case BACK -> {
        if (!ready) {
          yield at(State.LOST, now);
        }
        yield now - since >= hold.toNanos() ? at(State.STEADY, now) : this;
      }
    };
  }

  /** The same, where nobody else counts: it does at once. */
  Presence needed(long now) {
    return state == State.BACK ? at(State.STEADY, now) : this;
  }

  boolean counts() {
    return state == State.STEADY;
  }

  private static Presence at(State state, long now) {
    return new Presence(state, now);
  }
}
