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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
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

  /**
   * What is known of an object that fails.
   *
   * @param reason why its last try failed
   * @param told whether that was told in these words
   * @param parkedFor the reasons for which it was parked since it last succeeded
   */
  private record Entry(
      Reason reason,
      String message,
      int tries,
      Instant first,
      Instant last,
      boolean told,
      Set<Reason> parkedFor) {

    static Entry first(Refusal refusal, Instant now) {
      return new Entry(refusal.reason(), refusal.message(), 1, now, now, false, Set.of());
    }

    Entry again(Refusal refusal, Instant now) {
      boolean same = reason == refusal.reason() && message.equals(refusal.message());
      return new Entry(
          refusal.reason(), refusal.message(), tries + 1, first, now, told && same, parkedFor);
    }

    Entry park() {
      Set<Reason> reasons = EnumSet.of(reason);
      reasons.addAll(parkedFor);
      return new Entry(reason, message, tries, first, last, true, reasons);
    }

    boolean isParkedFor(Reason cause) {
      return parkedFor.contains(cause);
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
   * for one that should pass when it did not pass for long, or will not because the API server
   * wants to be left alone for long.
   *
   * @param exchange the exchange, with the exception in the property CamelExceptionCaught
   */
  public boolean isDue(Exchange exchange) {
    Exception failure = Failures.caught(exchange);
    Reason reason = Failures.reasonOf(failure);
    if (reason.moot()) {
      return false;
    }
    int failures = Turn.of(exchange).map(Turn::failures).orElse(maximumRetries);
    return !reason.passing()
        || failures >= maximumRetries
        || Failures.retryAfter(failure).compareTo(probeInterval) > 0;
  }

  /**
   * Parks the object of an exchange: it waits for a change, for another object that failed for the
   * same reason and gets through, and at the most for the retry interval. One that somebody fights
   * over waits as long as that is to be left alone; one that a plan refuses waits for a change of
   * what it is refused for.
   *
   * @param exchange one that failed, or one with a {@link Plan} that refuses as its body
   * @return the dead letter, as the new body
   */
  public DeadLetter park(Exchange exchange) {
    Subject subject = subject(exchange);
    if (exchange.getMessage().getBody() instanceof Refusable plan && plan.isRefused()) {
      note(subject, plan.refusal());
      Turn.of(exchange).ifPresent(turn -> turn.endsAs("refused"));
    }
    Entry entry = entries.get(subject);
    entries.put(subject, entry.park());
    Turn.of(exchange).ifPresent(turn -> turn.comeBack(wait(exchange, subject, entry.reason())));
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
    if (entry == null || entry.parkedFor().isEmpty()) {
      return List.of();
    }
    if (Turn.of(exchange).map(turn -> turn.object().isPresent()).orElse(true)) {
      subject.key().on(log.atInfo()).addKeyValue("reason", entry.reason()).log("as it says again");
    }
    // Not only for the reason of its last try: others wait for what it was parked for.
    return entry.parkedFor().stream()
        .filter(Reason::shared)
        .flatMap(reason -> sameCause(subject, reason).stream())
        .distinct()
        .toList();
  }

  private Wait wait(Exchange exchange, Subject subject, Reason reason) {
    if (Failures.caught(exchange) instanceof ContestedObjectException contested) {
      return Wait.atLeast(contested.retryAfter()).notAfter(contested.retryAfter());
    }
    return isProbe(subject, reason)
        ? Wait.atMost(probeInterval)
        : Wait.atLeast(spread(retryInterval));
  }

  /**
   * Shows in metrics how many objects are parked, by reason.
   *
   * @param leads whether this process leads: what one found that leads no more is out of date
   */
  public void bindTo(MeterRegistry metrics, BooleanSupplier leads) {
    for (Reason reason : Reason.values()) {
      if (!reason.moot()) {
        Gauge.builder(PARKED, () -> leads.getAsBoolean() ? parked(reason) : 0)
            .tag("reason", reason.eventReason())
            .register(metrics);
      }
    }
  }

  /** How many objects of a resource are not routed as they say, by what became of them. */
  Map<RoutingState, Long> states(String resource) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().resource().equals(resource))
        .map(Map.Entry::getValue)
        .collect(
            Collectors.groupingBy(
                entry ->
                    entry.parkedFor().isEmpty()
                        ? RoutingState.WAITING
                        : RoutingState.ofParked(entry.reason()),
                Collectors.counting()));
  }

  private long parked(Reason reason) {
    return entries.values().stream()
        .filter(entry -> !entry.parkedFor().isEmpty() && entry.reason() == reason)
        .count();
  }

  private void note(Subject subject, Refusal refusal) {
    Instant now = clock.instant();
    entries.merge(subject, Entry.first(refusal, now), (before, one) -> before.again(refusal, now));
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
    return entry != null && entry.isParkedFor(reason);
  }

  private List<ResourceKey> sameCause(Subject subject, Reason reason) {
    Cause cause = cause(subject, reason);
    probes.remove(cause);
    return entries.entrySet().stream()
        .filter(other -> other.getValue().isParkedFor(reason))
        .filter(other -> cause.equals(cause(other.getKey(), reason)))
        .map(other -> other.getKey().key())
        .toList();
  }

  private static Cause cause(Subject subject, Reason reason) {
    return new Cause(subject.resource(), subject.key().namespace(), reason);
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
        !entry.told());
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
