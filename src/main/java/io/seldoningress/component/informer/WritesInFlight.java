package io.seldoningress.component.informer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes that are not answered yet. The watch shows a state before the answer as often as after it,
 * so that only the answer tells whose state it is.
 */
final class WritesInFlight {

  /**
   * What is known of an object that is being written.
   *
   * @param writes how many writes are under way
   * @param shown the newest version that the watch showed meanwhile; 0 for none
   * @param answered the newest version that a write was answered with
   */
  private record State(int writes, long shown, long answered) {}

  private final Map<ResourceKey, State> states = new ConcurrentHashMap<>();

  /**
   * A write begins.
   *
   * @param known the newest version that this process wrote before
   */
  void begin(ResourceKey key, long known) {
    states.merge(
        key,
        new State(1, 0, known),
        (before, one) ->
            new State(before.writes + 1, before.shown, Math.max(before.answered, one.answered)));
  }

  /**
   * The watch showed a state.
   *
   * @return whether it is undecided whose it is
   */
  boolean show(ResourceKey key, long version) {
    return states.computeIfPresent(
            key,
            (k, state) -> new State(state.writes, Math.max(state.shown, version), state.answered))
        != null;
  }

  /** A write was answered. */
  void answer(ResourceKey key, long version) {
    states.computeIfPresent(
        key, (k, state) -> new State(state.writes, state.shown, Math.max(state.answered, version)));
  }

  /**
   * A write ended, well or not.
   *
   * @return whether the watch showed a state meanwhile that others wrote, as is known now
   */
  boolean end(ResourceKey key) {
    boolean[] foreign = new boolean[1];
    states.computeIfPresent(
        key,
        (k, state) -> {
          if (state.writes > 1) {
            return new State(state.writes - 1, state.shown, state.answered);
          }
          foreign[0] = state.shown > state.answered;
          return null;
        });
    return foreign[0];
  }
}
