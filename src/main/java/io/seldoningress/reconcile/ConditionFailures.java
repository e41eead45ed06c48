package io.seldoningress.reconcile;

import io.seldoningress.component.informer.Turn;
import io.seldoningress.queue.RepeatLimiter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of conditions that can't be written. Routes don't depend on them, so a failure is
 * told once of each kind, and what would fail for all in a namespace is not tried by each: all of
 * them pause, one finds out whether it is over.
 */
final class ConditionFailures {

  private static final Logger log = LoggerFactory.getLogger(ConditionFailures.class);

  /** What fails for one SeldonDeployment for these reasons fails for the others as well. */
  private static final Set<Reason> SHARED =
      EnumSet.of(Reason.FORBIDDEN, Reason.NOT_FOUND, Reason.API_UNAVAILABLE);

  /** No news: the first comes with each update of the operator, the second with an edited route. */
  private static final Set<Reason> UNTOLD = EnumSet.of(Reason.CONFLICT, Reason.ROUTE_REPLACED);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /**
   * One line for each kind of failure, also where it comes and goes; one more in hours and days.
   */
  private static final Duration FIRST_SILENCE = Duration.ofMinutes(10);

  private static final Duration LONGEST_SILENCE = Duration.ofDays(1);

  /** The newer state is in the cache by then; what was refused for itself is limited elsewhere. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private record Line(String namespace, String what) {}

  private final RepeatLimiter<String> pauses;
  private final RepeatLimiter<Line> lines;

  ConditionFailures(LongSupplier nanoClock) {
    pauses = new RepeatLimiter<>(FIRST_PAUSE, LONGEST_PAUSE, nanoClock);
    lines = new RepeatLimiter<>(FIRST_SILENCE, LONGEST_SILENCE, nanoClock);
  }

  /** How long no condition is written in the namespace of a turn's object; zero for not at all. */
  Duration pause(Turn turn) {
    return spread(pauses.untilAllowed(turn.key().namespace()));
  }

  /** A condition was written. */
  void ended(Turn turn) {
    String namespace = turn.key().namespace();
    if (pauses.reset(namespace) && lines.acquire(new Line(namespace, "again"))) {
      log.atInfo()
          .addKeyValue("namespace", namespace)
          .log("conditions are written again in this namespace");
    }
  }

  /** A condition could not be written; its object comes back for it. */
  void failed(Turn turn, Exception failure) {
    Reason reason = Failures.reasonOf(failure);
    if (reason.moot()) {
      return;
    }
    if (SHARED.contains(reason)) {
      // Those who were under way with it are one failure.
      var unused = pauses.acquire(turn.key().namespace());
      turn.comeBackAfterSuccess(longest(pause(turn), Failures.retryAfter(failure)));
    } else {
      turn.comeBackAfter(longest(SOON, Failures.retryAfter(failure)));
    }
    tell(turn, reason, failure);
  }

  private void tell(Turn turn, Reason reason, Exception failure) {
    Line line = new Line(turn.key().namespace(), reason.eventReason());
    if (UNTOLD.contains(reason) || !lines.acquire(line)) {
      log.debug("condition of {}: {}", turn.key(), failure.getMessage());
      return;
    }
    turn.key()
        .on(log.atWarn())
        .addKeyValue("reason", reason)
        .log(
            "the condition IngressReady is tried again later, and routes do not depend on it: {}",
            Failures.refusalOf(failure).message());
  }

  /** Up to half more, so that those who paused together do not come back together. */
  private static Duration spread(Duration pause) {
    long nanos = pause.toNanos();
    return Duration.ofNanos(nanos + ThreadLocalRandom.current().nextLong(nanos / 2 + 1));
  }

  private static Duration longest(Duration... waits) {
    Duration longest = Duration.ZERO;
    for (Duration wait : waits) {
      longest = wait.compareTo(longest) > 0 ? wait : longest;
    }
    return longest;
  }
}
