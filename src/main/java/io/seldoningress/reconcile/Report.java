package io.seldoningress.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code report}: tells people what can't be routed. */
public final class Report {

  /** The counter of objects that became dead letters, by reason. */
  public static final String DEAD_LETTERS = "seldon.ingress.dead.letters";

  /** The counter of fights over objects that were given up for a while, by kind and opponent. */
  public static final String CONTESTS = "seldon.ingress.contests";

  /** Anybody who may write a VirtualService chooses a name, and each makes a time series. */
  private static final int MOST_MANAGERS = 50;

  private static final Logger log = LoggerFactory.getLogger(Report.class);

  /** A name of its own, which users may know and set a level for. */
  private static final Logger newsLog = LoggerFactory.getLogger("io.seldoningress.DeadLetter");

  private final EventRecorder events;
  private final Function<DeadLetter, Optional<? extends HasMetadata>> objects;
  private final MeterRegistry metrics;
  private final Set<String> managers = ConcurrentHashMap.newKeySet();

  /**
   * @param events writes Events
   * @param objects what the caches show of the object of a dead letter now
   * @param metrics where dead letters are counted
   */
  public Report(
      EventRecorder events,
      Function<DeadLetter, Optional<? extends HasMetadata>> objects,
      MeterRegistry metrics) {
    this.events = events;
    this.objects = objects;
    this.metrics = metrics;
  }

  /**
   * Tells of a dead letter by a metric and a Warning Event on its object, each time that a try
   * failed; by a line in the log only when it is news, which the route writes.
   *
   * @param letter the body, which stays
   * @param failure the exception of the failed exchange; none where a plan refused
   */
  public void parked(
      @Body DeadLetter letter, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
    if (letter.news()) {
      metrics.counter(DEAD_LETTERS, "reason", letter.reason().eventReason()).increment();
      logStack(letter, failure);
      countContest(failure);
    }
    if (letter.news() || failure != null) {
      objects
          .apply(letter)
          .map(EventSubject::of)
          .ifPresent(
              subject -> events.record(subject, letter.reason().eventReason(), letter.message()));
    }
  }

  /**
   * Tells of a dead letter by a line in the log: the last step for one that is news.
   *
   * @param letter the body, which stays
   */
  public void log(@Body DeadLetter letter) {
    letter
        .key()
        .on(newsLog.atWarn())
        .addKeyValue("resource", letter.resource())
        .addKeyValue("reason", letter.reason())
        .addKeyValue("tries", letter.tries())
        .log("{}: {}", what(letter), letter.message());
  }

  private static String what(DeadLetter letter) {
    if (letter.reason().leavesRoutes()) {
      return "routed, but clients do not reach it";
    }
    return letter.isOf(ObservedGateway.class) ? "the Gateway is not kept" : "not routed";
  }

  private void countContest(Exception failure) {
    if (failure instanceof ContestedObjectException contest) {
      boolean known = managers.contains(contest.manager()) || managers.size() < MOST_MANAGERS;
      String manager = known ? contest.manager() : "others";
      managers.add(manager);
      metrics.counter(CONTESTS, "kind", contest.kind(), "manager", manager).increment();
    }
  }

  /** Of a step of a user's own, or a fault of ours, the message alone says too little. */
  private static void logStack(DeadLetter letter, Exception failure) {
    if (letter.reason() == Reason.STEP_FAILED) {
      letter
          .key()
          .on(log.atWarn())
          .addKeyValue("reason", letter.reason())
          .setCause(failure)
          .log("a step failed");
    }
  }
}
