package io.seldoningress.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.component.informer.Turn;
import io.seldoningress.gateway.SecretFacts;
import io.seldoningress.gateway.TlsDecision;
import io.seldoningress.gateway.TlsDecision.SecretVerdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The bean {@code certificates}: tells people of the TLS Secrets of the Gateway: which can't be
 * used and why, which are served, and which expire.
 */
public final class CertificateReports {

  /**
   * The gauge of the time until a certificate expires, in seconds, by Secret; negative after it.
   */
  static final String TIME_LEFT = "seldon.ingress.certificate.time.left";

  /** The gauge of Secrets that can't be used as they are: 1 for those, else 0, by Secret. */
  static final String UNUSABLE = "seldon.ingress.certificate.unusable";

  /** The reason of the Event on a Secret that can't be used. */
  static final String UNUSABLE_REASON = "TlsSecretUnusable";

  /** The reason of the Event on a Secret whose certificate expires soon. */
  static final String EXPIRES_REASON = "CertificateExpires";

  private static final Logger log = LoggerFactory.getLogger(CertificateReports.class);

  private static final int MOST_SHOWN = 10;

  /** Clocks are set, and machines sleep: when something changes is looked at again meanwhile. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /**
   * What was told of a Secret.
   *
   * @param problem what is wrong; empty when it is sound
   * @param event when its Event was written last
   */
  private record Told(
      Optional<String> problem, List<String> hosts, Optional<Duration> warning, Instant event) {}

  private final String namespace;
  private final List<Duration> warnings;
  private final Events events;
  private final Clock clock;
  private final BooleanSupplier leads;
  private final MultiGauge timeLeft;
  private final MultiGauge unusable;
  private Map<String, Told> told = Map.of();

  /**
   * @param namespace the namespace of the Secrets
   * @param warnings how long before a certificate expires that is told
   * @param events writes Events
   * @param metrics where certificates are shown, as long as this process leads
   * @param leads whether it does: what one saw that leads no more is out of date
   * @param clock tells how long that is
   */
  public CertificateReports(
      String namespace,
      Collection<Duration> warnings,
      Events events,
      MeterRegistry metrics,
      BooleanSupplier leads,
      Clock clock) {
    this.namespace = namespace;
    this.warnings = warnings.stream().sorted().toList();
    this.events = events;
    this.clock = clock;
    this.leads = leads;
    this.timeLeft = MultiGauge.builder(TIME_LEFT).baseUnit("seconds").register(metrics);
    this.unusable = MultiGauge.builder(UNUSABLE).register(metrics);
  }

  /**
   * Tells what is new in the plan of the Gateway, and has its turn come back when a certificate
   * becomes valid or expires.
   *
   * @param exchange one whose body is the plan, which stays
   */
  public synchronized void report(Exchange exchange) {
    exchange
        .getMessage()
        .getBody(GatewayPlan.class)
        .decision()
        .map(TlsDecision::secrets)
        .ifPresent(
            secrets -> {
              tell(secrets);
              show(secrets);
              Turn.of(exchange).ifPresent(turn -> turn.comeBackAfterSuccess(untilNews(secrets)));
            });
  }

  private void tell(Map<String, SecretVerdict> secrets) {
    Map<String, Told> now = new HashMap<>();
    secrets.forEach((name, verdict) -> now.put(name, tell(verdict, told.get(name))));
    told.keySet().stream()
        .filter(name -> !secrets.containsKey(name))
        .forEach(
            name ->
                line(log.atInfo(), name, "NotUsed").log("Secret is not used any more, or gone"));
    told = now;
  }

  private Told tell(SecretVerdict verdict, Told before) {
    Optional<String> problem = problem(verdict);
    boolean isNews = before == null || !before.problem().equals(problem);
    // The API server forgets an Event after an hour, and may not have taken this one.
    boolean isDue = isNews || !clock.instant().isBefore(before.event().plus(LONGEST_WAIT));
    Told now =
        new Told(
            problem, verdict.hosts(), warning(verdict), isDue ? clock.instant() : before.event());
    if (isNews) {
      logProblem(verdict.facts(), problem);
    }
    if (isDue) {
      problem.ifPresent(text -> events.record(subject(verdict.facts()), UNUSABLE_REASON, text));
    }
    if (before == null || !before.hosts().equals(now.hosts())) {
      line(log.atInfo(), verdict.facts().name(), "HostsChanged")
          .log("Secret serves {}", hosts(verdict));
    }
    if (now.warning().isPresent() && (before == null || !before.warning().equals(now.warning()))) {
      tellExpiry(verdict, now.warning().get());
    }
    return now;
  }

  private static Optional<String> problem(SecretVerdict verdict) {
    String problems = String.join("; ", verdict.problems());
    String fate = verdict.hosts().isEmpty() ? "it is not served: " : "its server stays as it is: ";
    return problems.isEmpty() ? Optional.empty() : Optional.of(fate + problems);
  }

  private void logProblem(SecretFacts facts, Optional<String> problem) {
    if (problem.isEmpty()) {
      line(log.atInfo(), facts.name(), "Sound").log("Secret is sound");
    } else {
      line(log.atWarn(), facts.name(), UNUSABLE_REASON)
          .log("Secret can't be used, {}", problem.get());
    }
  }

  private LoggingEventBuilder line(LoggingEventBuilder line, String name, String reason) {
    return new ResourceKey(namespace, name)
        .on(line.addKeyValue("kind", "Secret"))
        .addKeyValue("reason", reason);
  }

  /** The shortest of the warnings whose time has come. */
  private Optional<Duration> warning(SecretVerdict verdict) {
    Instant now = clock.instant();
    return notAfter(verdict)
        .filter(end -> end.isAfter(now))
        .flatMap(
            end ->
                warnings.stream().filter(before -> !now.isBefore(end.minus(before))).findFirst());
  }

  private void tellExpiry(SecretVerdict verdict, Duration warning) {
    String message =
        "the certificate for %s expires at %s, in less than %s"
            .formatted(hosts(verdict), notAfter(verdict).orElseThrow(), told(warning));
    line(log.atWarn(), verdict.facts().name(), EXPIRES_REASON).log(message);
    events.record(subject(verdict.facts()), EXPIRES_REASON, message);
  }

  private static String told(Duration duration) {
    return duration.toDaysPart() > 0 && duration.equals(Duration.ofDays(duration.toDays()))
        ? duration.toDays() + (duration.toDays() == 1 ? " day" : " days")
        : duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private void show(Map<String, SecretVerdict> secrets) {
    timeLeft.register(
        secrets.values().stream().flatMap(verdict -> timeLeft(verdict).stream()).toList(), true);
    unusable.register(
        secrets.values().stream()
            .<Row<?>>map(verdict -> row(verdict, one -> one.problems().isEmpty() ? 0 : 1))
            .toList(),
        true);
  }

  private Optional<Row<?>> timeLeft(SecretVerdict verdict) {
    return notAfter(verdict)
        .map(end -> row(verdict, one -> Duration.between(clock.instant(), end).toSeconds()));
  }

  private Row<SecretVerdict> row(SecretVerdict verdict, ToDoubleFunction<SecretVerdict> value) {
    return Row.of(
        tags(verdict.facts()),
        verdict,
        one -> leads.getAsBoolean() ? value.applyAsDouble(one) : Double.NaN);
  }

  private Tags tags(SecretFacts facts) {
    return Tags.of("namespace", namespace, "secret", facts.name());
  }

  private Duration untilNews(Map<String, SecretVerdict> secrets) {
    Instant now = clock.instant();
    return secrets.values().stream()
        .flatMap(verdict -> times(verdict, now))
        .filter(time -> time.isAfter(now))
        .min(Comparator.naturalOrder())
        .map(time -> Duration.between(now, time).plusMillis(1))
        .filter(wait -> wait.compareTo(LONGEST_WAIT) < 0)
        .orElse(LONGEST_WAIT);
  }

  private Stream<Instant> times(SecretVerdict verdict, Instant now) {
    return Stream.concat(
        verdict.facts().certificate().changesAfter(now).stream(),
        notAfter(verdict).stream().flatMap(end -> warnings.stream().map(end::minus)));
  }

  private static Optional<Instant> notAfter(SecretVerdict verdict) {
    return verdict.facts().certificate().notAfter();
  }

  private static String hosts(SecretVerdict verdict) {
    List<String> hosts = verdict.hosts();
    if (hosts.isEmpty()) {
      return "no host";
    }
    String shown = String.join(", ", hosts.stream().limit(MOST_SHOWN).toList());
    return hosts.size() <= MOST_SHOWN
        ? shown
        : "%s and %d more".formatted(shown, hosts.size() - MOST_SHOWN);
  }

  private EventSubject subject(SecretFacts facts) {
    return new EventSubject("v1", "Secret", namespace, facts.name(), facts.uid());
  }
}
