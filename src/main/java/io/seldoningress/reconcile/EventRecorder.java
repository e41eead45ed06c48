package io.seldoningress.reconcile;

import io.seldoningress.component.informer.ResourceKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Warning Events beside the routes, one after the other, so that telling of a failure never
 * holds up what does not fail, nor loads an API server that is in trouble. Of one object there is
 * one Event for each reason: what happens again raises its count, at the most once a minute. Events
 * that are not written when the process ends are not lost: what they tell of is tried, and told,
 * again after the next start.
 */
public final class EventRecorder extends ServiceSupport implements Events {

  private static final Logger log = LoggerFactory.getLogger(EventRecorder.class);

  /** How soon the count of an Event is raised again. */
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final Duration RETRY_DELAY = Duration.ofSeconds(5);
  private static final int MOST_TRIES = 10;

  /** Of this many Events is known when they were written last. */
  private static final int MOST_KNOWN = 10_000;

  private record Id(String uid, String reason) {}

  private record Told(String message, Instant at) {}

  private record Pending(EventSubject subject, String message, int count, int tries) {

    Pending with(Pending newer) {
      return new Pending(newer.subject, newer.message, count + newer.count, tries);
    }
  }

  private final WarningEvents events;
  private final Clock clock;
  private final Duration interval;
  private final Duration retryDelay;
  private final Map<Id, Pending> pending = new HashMap<>();
  private final Map<Id, Told> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Id, Told> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  private ScheduledExecutorService writer;

  public EventRecorder(WarningEvents events, Clock clock) {
    this(events, clock, INTERVAL, RETRY_DELAY);
  }

  EventRecorder(WarningEvents events, Clock clock, Duration interval, Duration retryDelay) {
    this.events = events;
    this.clock = clock;
    this.interval = interval;
    this.retryDelay = retryDelay;
  }

  @Override
  protected void doStart() {
    writer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "events");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  protected void doStop() {
    writer.shutdownNow();
  }

  @Override
  public synchronized void record(EventSubject subject, String reason, String message) {
    Id id = new Id(subject.uid(), reason);
    Pending before = pending.get(id);
    pending.merge(id, new Pending(subject, message, 1, 0), Pending::with);
    if (before == null || !before.message().equals(message)) {
      schedule(id, untilDue(id, message));
    }
  }

  private Duration untilDue(Id id, String message) {
    Told last = told.get(id);
    if (last == null || !last.message().equals(message)) {
      return Duration.ZERO;
    }
    return Duration.between(clock.instant(), last.at().plus(interval));
  }

  private void schedule(Id id, Duration delay) {
    try {
      var unused = writer.schedule(() -> write(id), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("no Event of {} is written any more: the process ends", id.reason());
    }
  }

  private void write(Id id) {
    Pending due = take(id);
    // It may have been written by a task that was scheduled for a newer message.
    if (due != null) {
      // Before it is written: what happens again meanwhile is to wait.
      Optional<Told> before = note(id, Optional.of(new Told(due.message(), clock.instant())));
      try {
        events.write(due.subject(), id.reason(), due.message(), due.count(), before.isEmpty());
      } catch (RuntimeException e) {
        Optional<Told> unused = note(id, before);
        failed(id, due, e);
      }
    }
  }

  private synchronized Pending take(Id id) {
    return pending.remove(id);
  }

  /** Notes what was told last, as the newest; gives what was before. */
  private synchronized Optional<Told> note(Id id, Optional<Told> last) {
    Optional<Told> before = Optional.ofNullable(told.remove(id));
    last.ifPresent(one -> told.put(id, one));
    return before;
  }

  private synchronized void failed(Id id, Pending due, RuntimeException failure) {
    Reason reason = Failures.reasonOf(failure);
    Pending again = new Pending(due.subject(), due.message(), due.count(), due.tries() + 1);
    if (reason.passing() && again.tries() < MOST_TRIES) {
      pending.merge(id, again, (newer, older) -> older.with(newer));
      schedule(id, retryDelay);
    } else if (!reason.moot()) {
      new ResourceKey(due.subject().namespace(), due.subject().name())
          .on(log.atWarn().addKeyValue("kind", due.subject().kind()))
          .addKeyValue("reason", reason)
          .log("could not write an Event: {}", Failures.refusalOf(failure).message());
    }
  }
}
