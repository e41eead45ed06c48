package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seldoningress.certificate.TlsCertificate;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.component.informer.Turns;
import io.seldoningress.gateway.SecretFacts;
import io.seldoningress.gateway.TlsDecision;
import io.seldoningress.gateway.TlsDecision.SecretVerdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of TLS Secrets, of one that expires at {@link #END} where nothing else is said. */
class CertificateReportsTest {

  private static final ResourceKey GATEWAY = new ResourceKey("istio-system", "seldon-gateway");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-06-30T12:00:00Z");
  private static final String[] TAGS = {"namespace", "istio-system", "secret", "s"};

  private final List<String> told = new ArrayList<>();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private boolean leads = true;
  private Instant now = END.minus(Duration.ofDays(100));
  private final CertificateReports reports =
      new CertificateReports(
          "istio-system",
          List.of(Duration.ofDays(30), Duration.ofDays(1), Duration.ofDays(7)),
          (subject, reason, message) -> told.add(subject + " " + reason + ": " + message),
          metrics,
          () -> leads,
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  @Test
  void eachWarningIsToldOnceWhenItsTimeHasCome() {
    String message =
        "Secret istio-system/s CertificateExpires: the certificate for a.com expires at"
            + " 2026-06-30T12:00:00Z, in less than ";
    assertThat(at(Duration.ofDays(30).plusSeconds(1), sound())).isEmpty();
    assertThat(at(Duration.ofDays(30), sound())).containsExactly(message + "30 days");
    assertThat(at(Duration.ofDays(29), sound())).isEmpty();
    assertThat(at(Duration.ofDays(7).plusSeconds(1), sound())).isEmpty();
    assertThat(at(Duration.ofDays(7), sound())).containsExactly(message + "7 days");
    assertThat(at(Duration.ofDays(2), sound())).isEmpty();
    assertThat(at(Duration.ofHours(23), sound())).containsExactly(message + "1 day");
    assertThat(at(Duration.ofSeconds(1), sound())).isEmpty();
    assertThat(at(Duration.ZERO, sound())).isEmpty();
  }

  @Test
  void ofSeveralWarningsWhoseTimeHasComeTheShortestIsTold() {
    assertThat(at(Duration.ofHours(12), sound()))
        .singleElement()
        .asString()
        .endsWith("in less than 1 day");
  }

  @Test
  void aCertificateThatWasRenewedIsWarnedOfAgain() {
    assertThat(at(Duration.ofDays(30), sound())).hasSize(1);
    assertThat(report(secret(END.plus(Duration.ofDays(90)), List.of(), "a.com"))).isEmpty();

    now = END.plus(Duration.ofDays(60));
    assertThat(report(secret(END.plus(Duration.ofDays(90)), List.of(), "a.com")))
        .singleElement()
        .asString()
        .contains("2026-09-28T12:00:00Z, in less than 30 days");
  }

  @Test
  void oneThatExpiredIsToldAndAgainWhenTheEventMayBeForgotten() {
    assertThat(at(Duration.ZERO, sound())).isEmpty();

    SecretVerdict expired = secret(END, List.of("the certificate is expired"), "a.com");
    assertThat(at(Duration.ofSeconds(-1), expired))
        .containsExactly(
            "Secret istio-system/s TlsSecretUnusable: its server stays as it is:"
                + " the certificate is expired");
    assertThat(at(Duration.ofMinutes(-59), expired)).isEmpty();
    assertThat(at(Duration.ofDays(-1), expired)).hasSize(1);
    assertThat(gauge(CertificateReports.TIME_LEFT)).isEqualTo(-86_400);
    leads = false;
    assertThat(gauge(CertificateReports.TIME_LEFT)).isNaN();
    assertThat(gauge(CertificateReports.UNUSABLE)).isNaN();
  }

  @Test
  void whatIsWrongIsToldAgainOnlyWhenSomethingElseIs() {
    assertThat(report(unusable("tls.crt is missing", "b")))
        .containsExactly(
            "Secret istio-system/s TlsSecretUnusable: it is not served: tls.crt is missing; b");
    assertThat(report(unusable("tls.crt is missing", "b"))).isEmpty();
    assertThat(report(unusable("tls.key is missing")))
        .containsExactly(
            "Secret istio-system/s TlsSecretUnusable: it is not served: tls.key is missing");
    assertThat(report(sound())).isEmpty();
    assertThat(report(unusable("tls.key is missing"))).hasSize(1);
  }

  @Test
  void aBadReplacementSaysThatTheServerStays() {
    assertThat(report(sound())).isEmpty();

    assertThat(report(secret(null, List.of("tls.crt is missing"), "a.com")))
        .containsExactly(
            "Secret istio-system/s TlsSecretUnusable: its server stays as it is:"
                + " tls.crt is missing");
  }

  @Test
  void oneThatLosesItsServerWithoutAnotherProblemIsToldAgain() {
    assertThat(report(secret(END, List.of("b"), "a.com"))).hasSize(1);

    assertThat(report(secret(END, List.of("b"))))
        .containsExactly("Secret istio-system/s TlsSecretUnusable: it is not served: b");
  }

  @Test
  void eachSecretHasItsOwnEvents() {
    SecretVerdict first = secret("s", END, List.of("b"));
    SecretVerdict other = secret("t", END, List.of("b"));

    assertThat(report(first, other)).hasSize(2);
    assertThat(report(first)).isEmpty();
    assertThat(report(first, other)).singleElement().asString().startsWith("Secret istio-system/t");
  }

  @Test
  void metricsShowTheSecretsThatAreAskedFor() {
    report(sound());
    assertThat(gauge(CertificateReports.TIME_LEFT)).isEqualTo(100 * 86_400);
    assertThat(gauge(CertificateReports.UNUSABLE)).isZero();

    now = now.plusSeconds(60);
    assertThat(gauge(CertificateReports.TIME_LEFT)).isEqualTo(100 * 86_400 - 60);

    report(unusable("tls.crt is missing"));
    assertThat(metrics.find(CertificateReports.TIME_LEFT).gauges()).isEmpty();
    assertThat(gauge(CertificateReports.UNUSABLE)).isEqualTo(1);

    report();
    assertThat(metrics.find(CertificateReports.UNUSABLE).gauges()).isEmpty();
  }

  /** Seconds before the end of the certificate, or of its validity's start; and the wait. */
  @ParameterizedTest
  @CsvSource({
    // 30 days and 7 days before
    "2595600, PT1H",
    "2592060, PT1M0.001S",
    "2592000, PT1H",
    "604801, PT1.001S",
    // it is expired with the second after its last one
    "60, PT1M1.001S",
    "0, PT1.001S",
    "-1, PT1H",
    "-86400, PT1H"
  })
  void itComesBackWhenSomethingChangesAndWithinAnHour(long before, Duration wait) {
    now = END.minusSeconds(before);

    assertThat(comesBackAfter(sound())).contains(wait);
  }

  @Test
  void itComesBackForTheFirstOfAllAndWhenOneBecomesValid() {
    now = START.minusSeconds(30);
    SecretVerdict soon = secret("t", now.plus(Duration.ofDays(1)).plusSeconds(40), List.of());

    assertThat(comesBackAfter(soon, sound())).contains(Duration.ofMillis(30_001));
    assertThat(comesBackAfter(soon)).contains(Duration.ofMillis(30_001));
    now = START;
    assertThat(comesBackAfter(soon, sound())).contains(Duration.ofMillis(10_001));
    assertThat(comesBackAfter()).contains(Duration.ofHours(1));
  }

  @Test
  void aGatewayOfOthersTellsNothing() {
    report(sound());
    Exchange exchange = exchange(GatewayPlan.nothing(GATEWAY));

    reports.report(exchange);

    assertThat(Turns.comesBackAfter(exchange)).isEmpty();
    assertThat(gauge(CertificateReports.UNUSABLE)).isZero();
  }

  private List<String> at(Duration beforeEnd, SecretVerdict verdict) {
    now = END.minus(beforeEnd);
    return report(verdict);
  }

  private List<String> report(SecretVerdict... verdicts) {
    told.clear();
    reports.report(exchange(plan(verdicts)));
    return told;
  }

  private Optional<Duration> comesBackAfter(SecretVerdict... verdicts) {
    Exchange exchange = exchange(plan(verdicts));
    reports.report(exchange);
    return Turns.comesBackAfter(exchange);
  }

  private double gauge(String name) {
    return metrics.get(name).tags(TAGS).gauge().value();
  }

  private static Exchange exchange(GatewayPlan plan) {
    return Turns.exchange(GATEWAY, Optional.empty(), plan);
  }

  private static GatewayPlan plan(SecretVerdict... verdicts) {
    Map<String, SecretVerdict> secrets =
        Arrays.stream(verdicts)
            .collect(Collectors.toMap(verdict -> verdict.facts().name(), Function.identity()));
    return new GatewayPlan(
        GATEWAY,
        List.of(),
        List.of(),
        List.of(),
        Optional.of(new TlsDecision(List.of(), secrets, Map.of())));
  }

  private static SecretVerdict sound() {
    return secret(END, List.of(), "a.com");
  }

  private static SecretVerdict unusable(String... problems) {
    return secret(null, List.of(problems));
  }

  private static SecretVerdict secret(Instant end, List<String> problems, String... hosts) {
    return secret("s", end, problems, hosts);
  }

  /** One whose certificate can't be read where it has no end. */
  private static SecretVerdict secret(
      String name, Instant end, List<String> problems, String... hosts) {
    Optional<Instant> notAfter = Optional.ofNullable(end);
    return new SecretVerdict(
        new SecretFacts(
            name,
            "uid-" + name,
            "2026-01-01T00:00:00Z",
            true,
            Optional.empty(),
            new TlsCertificate(
                List.of(),
                List.of(),
                notAfter.map(last -> name),
                notAfter.map(last -> START),
                notAfter,
                false,
                List.of())),
        problems,
        List.of(hosts));
  }
}
