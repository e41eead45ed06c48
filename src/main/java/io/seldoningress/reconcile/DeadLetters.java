package io.seldoningress.reconcile;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.component.informer.KubernetesInformerConstants;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.component.informer.Turn;
import io.seldoningress.queue.Wait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code deadLetters}: what failed and did not succeed since, with how often and since
 * when. It keeps an entry for each object that fails, none for the others, and loses them with the
 * process: after a restart each object is tried anew.
 */
public final class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  /** The gauge of objects that are parked, by reason. */
  static final String PARKED = "seldon.ingress.parked";

  private record Subject(String resource, ResourceKey key) {}

  /** What mends one object of a namespace is likely to mend all that failed for the same reason. */
  private record Cause(String resource, String namespace, Reason reason) {}

  private record Entry(
      Reason reason, String message, int tries, Instant first, Instant last, boolean parked) {

    Entry again(Refusal refusal, Instant now) {
      boolean same = reason == refusal.reason() && message.equals(refusal.message());
      return new Entry(refusal.reason(), refusal.message(), tries + 1, first, now, parked && same);
    }
  }

  private final int maximumRetries;
  private final Duration retryInterval;
  private final Duration probeInterval;
  private final Clock clock;
  private final Map<Subject, Entry> entries = new ConcurrentHashMap<>();

  /** The one object of each cause that is tried more often than the others. */
  private final Map<Cause, Subject> probes = new ConcurrentHashMap<>();

  /**
   * @param maximumRetries how often an object comes back from the queue before a failure that
   *     should pass by itself is a dead letter
   * @param retryInterval how long a dead letter waits at the most before it is tried again
   * @param probeInterval how long one of those that failed for the same reason waits at the most
   * @param clock tells the times of tries
   */
  public DeadLetters(
      int maximumRetries, Duration retryInterval, Duration probeInterval, Clock clock) {
    this.maximumRetries = maximumRetries;
    this.retryInterval = retryInterval;
    this.probeInterval = probeInterval;
    this.clock = clock;
  }

  /** Notes a try that failed. */
  void tried(Exchange exchange, Exception failure) {
    Refusal refusal = Failures.refusalOf(failure);
    if (refusal.reason().moot()) {
      return;
    }
    Subject subject = subject(exchange);
    log.debug("{} failed: {}", subject.key(), refusal.message());
    note(subject, refusal);
  }

  /**
   * Whether the object of a failed exchange is to be parked: at once for a failure that lasts, and
   * for one that should pass when it did not pass for long.
   *
   * @param exchange the exchange, with the exception in the property CamelExceptionCaught
   */
  public boolean isDue(Exchange exchange) {
    Reason reason = Failures.reasonOf(Failures.caught(exchange));
    if (reason.moot()) {
      return false;
    }
    int failures = Turn.of(exchange).map(Turn::failures).orElse(maximumRetries);
    return !reason.passing() || failures >= maximumRetries;
  }

  /**
   * Parks the object of an exchange: it waits for a change, for another object that failed for the
   * same reason and gets through, and at the most for the retry interval.
   *
   * @param exchange one that failed, or one with a {@link Plan} that refuses as its body
   * @return the dead letter, as the new body
   */
  public DeadLetter park(Exchange exchange) {
    Subject subject = subject(exchange);
    if (exchange.getMessage().getBody() instanceof Plan plan && plan.isRefused()) {
      note(subject, plan.refusal());
    }
    Entry entry = entries.get(subject);
    entries.put(subject, parked(entry));
    Wait wait =
        isProbe(subject, entry.reason())
            ? Wait.atMost(probeInterval)
            : Wait.atLeast(spread(retryInterval));
    Turn.of(exchange).ifPresent(turn -> turn.comeBack(wait));
    return letter(subject, entry);
  }

  /**
   * Forgets the object of an exchange: it was handled, or is gone.
   *
   * @param exchange the exchange
   * @return the keys of the objects that are to be tried again now, as the new body
   */
  public List<ResourceKey> settled(Exchange exchange) {
    Subject subject = subject(exchange);
    Entry entry = entries.remove(subject);
    if (entry == null || !entry.parked()) {
      return List.of();
    }
    log.info("{} is routed as it says again", subject.key());
    return entry.reason().shared() ? sameCause(subject, entry.reason()) : List.of();
  }

  /** Shows in metrics how many objects are parked, by reason. */
  public void bindTo(MeterRegistry metrics) {
    for (Reason reason : Reason.values()) {
      if (!reason.moot()) {
        Gauge.builder(PARKED, () -> parked(reason))
            .tag("reason", reason.eventReason())
            .register(metrics);
      }
    }
  }

  private long parked(Reason reason) {
    return entries.values().stream()
        .filter(entry -> entry.parked() && entry.reason() == reason)
        .count();
  }

  private void note(Subject subject, Refusal refusal) {
    Instant now = clock.instant();
    entries.merge(
        subject,
        new Entry(refusal.reason(), refusal.message(), 1, now, now, false),
        (before, one) -> before.again(refusal, now));
  }

  /**
   * One object of each cause is tried more often, after seconds at first: it finds out when what
   * was missing is there, without a request for each of the others.
   */
  private boolean isProbe(Subject subject, Reason reason) {
    if (!reason.shared()) {
      return false;
    }
    return subject.equals(
        probes.compute(
            cause(subject, reason),
            (cause, probe) -> isParkedFor(probe, reason) ? probe : subject));
  }

  private boolean isParkedFor(Subject subject, Reason reason) {
    Entry entry = subject == null ? null : entries.get(subject);
    return entry != null && entry.parked() && entry.reason() == reason;
  }

  private List<ResourceKey> sameCause(Subject subject, Reason reason) {
    Cause cause = cause(subject, reason);
    probes.remove(cause);
    return entries.entrySet().stream()
        .filter(other -> other.getValue().parked())
        .filter(other -> cause.equals(cause(other.getKey(), other.getValue().reason())))
        .map(other -> other.getKey().key())
        .toList();
  }

  private static Cause cause(Subject subject, Reason reason) {
    return new Cause(subject.resource(), subject.key().namespace(), reason);
  }

  private static Entry parked(Entry entry) {
    return new Entry(
        entry.reason(), entry.message(), entry.tries(), entry.first(), entry.last(), true);
  }

  private static DeadLetter letter(Subject subject, Entry entry) {
    return new DeadLetter(
        subject.resource(),
        subject.key().namespace(),
        subject.key().name(),
        entry.reason(),
        entry.message(),
        entry.tries(),
        entry.first().toString(),
        entry.last().toString(),
        !entry.parked());
  }

  private static Subject subject(Exchange exchange) {
    var message = exchange.getMessage();
    return new Subject(
        message.getHeader(KubernetesInformerConstants.RESOURCE, String.class),
        new ResourceKey(
            message.getHeader(KubernetesInformerConstants.NAMESPACE, String.class),
            message.getHeader(KubernetesInformerConstants.NAME, String.class)));
  }

  /** So that objects that were parked together do not come back together. */
  private static Duration spread(Duration longest) {
    long nanos = longest.toNanos();
    return Duration.ofNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2 + 1));
  }
}
