package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.component.apply.ApplyResult.Outcome;
import io.seldoningress.component.informer.ResourceKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps two writers from fighting over an object at full speed. What somebody else changes is put
 * right at once for a few rounds; one who goes on changing it back, another controller say, finds
 * it put right later and later. What is wanted anew is written at once, whoever fights.
 *
 * <p>It knows the objects that were written lately, and forgets each that stays as it is for twice
 * the longest delay.
 */
public final class Contests {

  /**
   * How long to stand up to another writer.
   *
   * @param rounds how often an object is put right at once
   * @param initialDelay how long it is left as it is after that; doubles each time
   * @param maximumDelay the longest such delay
   */
  public record Pace(int rounds, Duration initialDelay, Duration maximumDelay) {

    /** Five rounds, then ten seconds up to five minutes. */
    public static final Pace DEFAULT = new Pace(5, Duration.ofSeconds(10), Duration.ofMinutes(5));

    Duration delay(int roundsSoFar) {
      int doublings = Math.min(roundsSoFar - rounds, 30);
      if (doublings < 0) {
        return Duration.ZERO;
      }
      Duration delay = initialDelay.multipliedBy(1L << doublings);
      return delay.compareTo(maximumDelay) > 0 ? maximumDelay : delay;
    }

    long forgottenAfterNanos() {
      return maximumDelay.multipliedBy(2).toNanos();
    }
  }

  private record Subject(String kind, ResourceKey key) {

    static Subject of(HasMetadata object) {
      return new Subject(object.getKind(), ResourceKey.of(object));
    }
  }

  /**
   * What is known of an object.
   *
   * @param wanted stands for the state that was written last
   * @param rounds how often that had been written before and was changed
   * @param at when it was written last
   * @param contested whether somebody fights over it: it is left as it is until its delay is over,
   *     and has to stay right for so long
   * @param manager who changed it when that began
   */
  private record State(
      int wanted, int rounds, long at, boolean contested, Optional<String> manager) {

    State contest(boolean fight, Optional<String> by) {
      // Whoever goes on under other names is nobody new.
      return new State(
          wanted, rounds, at, fight, fight && contested && manager.isPresent() ? manager : by);
    }
  }

  private final Pace pace;
  private final LongSupplier nanoClock;
  private final Map<Subject, State> states = new ConcurrentHashMap<>();
  private volatile long lastSweep;

  public Contests(Pace pace) {
    this(pace, System::nanoTime);
  }

  Contests(Pace pace, LongSupplier nanoClock) {
    this.pace = pace;
    this.nanoClock = nanoClock;
    this.lastSweep = nanoClock.getAsLong();
  }

  /**
   * Writes an object that is not as it should be, unless that is to wait.
   *
   * @param object the object
   * @param wanted stands for how it should be
   * @param by the field manager that changed it, where the cluster tells
   * @param write the requests; when they fail the object is as if nothing had been written
   * @return what the requests gave, or {@link Outcome#CONTESTED}, and whether it is drift
   */
  Written write(HasMetadata object, int wanted, Optional<String> by, Supplier<Outcome> write) {
    Subject subject = Subject.of(object);
    if (isWithheld(subject, wanted, by)) {
      return new Written(Outcome.CONTESTED, true);
    }
    Outcome outcome = write.get();
    return new Written(outcome, written(subject, wanted, by));
  }

  /**
   * What was done with an object.
   *
   * @param again whether the same had been written before, lately, and somebody undid it
   */
  record Written(Outcome outcome, boolean again) {}

  /** An object is as it should be. */
  void settled(HasMetadata object) {
    states.computeIfPresent(
        Subject.of(object),
        (subject, state) -> isDue(state) ? state.contest(false, Optional.empty()) : state);
  }

  /**
   * Whether somebody fights over an object, and who: it is left as it is for now, or was put right
   * again and has not stayed so for long enough.
   */
  public Optional<Contest> of(HasMetadata object) {
    Subject subject = Subject.of(object);
    return Optional.ofNullable(states.get(subject))
        .filter(state -> state.contested() && !isDue(state))
        .map(state -> new Contest(subject.kind(), subject.key(), state.manager(), untilDue(state)));
  }

  private boolean isWithheld(Subject subject, int wanted, Optional<String> by) {
    boolean[] withheld = new boolean[1];
    states.computeIfPresent(
        subject,
        (same, state) -> {
          withheld[0] = state.wanted() == wanted && !isDue(state);
          return withheld[0] ? state.contest(true, by) : state;
        });
    return withheld[0];
  }

  private boolean written(Subject subject, int wanted, Optional<String> by) {
    sweep();
    long now = nanoClock.getAsLong();
    boolean[] again = new boolean[1];
    states.compute(
        subject,
        (same, state) -> {
          boolean known = state != null && !isOld(state);
          again[0] = known && state.wanted() == wanted;
          return known
              ? next(state, wanted, by, now)
              : new State(wanted, 0, now, false, Optional.empty());
        });
    return again[0];
  }

  private State next(State state, int wanted, Optional<String> by, long now) {
    boolean again = state.wanted() == wanted;
    int rounds = again ? state.rounds() + 1 : state.rounds();
    return new State(wanted, rounds, now, state.contested(), state.manager())
        .contest(again && rounds >= pace.rounds(), by);
  }

  private boolean isDue(State state) {
    return untilDue(state).isZero();
  }

  private Duration untilDue(State state) {
    Duration passed = Duration.ofNanos(nanoClock.getAsLong() - state.at());
    Duration left = pace.delay(state.rounds()).minus(passed);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private boolean isOld(State state) {
    return nanoClock.getAsLong() - state.at() >= pace.forgottenAfterNanos();
  }

  private void sweep() {
    long now = nanoClock.getAsLong();
    if (now - lastSweep >= pace.forgottenAfterNanos()) {
      lastSweep = now;
      states.values().removeIf(this::isOld);
    }
  }
}
