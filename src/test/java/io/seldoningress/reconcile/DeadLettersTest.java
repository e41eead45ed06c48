package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seldoningress.component.informer.KubernetesInformerConstants;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.testing.RecordedLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  private final Exception forbidden = answer(403, "no");
  private final Exception rejected = answer(422, "no such field");

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private boolean leads = true;
  private final DeadLetters letters =
      new DeadLetters(2, Duration.ofMinutes(5), Duration.ofSeconds(30), new MovedClock());

  @Test
  void aLetterTellsWhatWhyHowOftenAndSinceWhen() {
    letters.tried(exchange("a"), answer(503, "busy"));
    now = now.plusSeconds(5);
    letters.tried(exchange("a"), rejected);

    assertThat(letters.park(exchange("a")))
        .isEqualTo(
            new DeadLetter(
                "machinelearning.seldon.io/v1/seldondeployments",
                "default",
                "a",
                Reason.REJECTED,
                "no such field",
                2,
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:05Z",
                true));
  }

  @Test
  void theSameProblemIsNewsOnceAndAnotherOneAgain() {
    assertThat(fail("a", forbidden).news()).isTrue();
    assertThat(fail("a", forbidden).news()).isFalse();
    assertThat(fail("a", rejected).news()).isTrue();
    assertThat(fail("a", forbidden).news()).isTrue();
    letters.settled(exchange("a"));

    assertThat(fail("a", forbidden).news()).isTrue();
    assertThat(fail("a", forbidden).tries()).isEqualTo(2);
  }

  @Test
  void whatAPlanRefusesIsOneLetterWithAllProblems() {
    Exchange exchange = exchange("a");
    exchange.getMessage().setBody(refused("one", "two"));

    DeadLetter letter = letters.park(exchange);

    assertThat(letter.reason()).isEqualTo(Reason.INVALID);
    assertThat(letter.message()).isEqualTo("one; two");
    assertThat(letter.tries()).isEqualTo(1);
    assertThat(letter.news()).isTrue();
  }

  @Test
  void whatPassesIsDueAfterTheRetriesWhatLastsAtOnceAndWhatIsMootNever() {
    // Without a turn: as after the last retry.
    assertThat(letters.isDue(failed("a", answer(503, "busy")))).isTrue();
    assertThat(letters.isDue(failed("a", forbidden))).isTrue();
    assertThat(letters.isDue(failed("a", new OvertakenException(key("a"))))).isFalse();
  }

  @Test
  void theFirstThatGetsThroughWakesThoseThatFailedForTheSameReasonInItsNamespace() {
    fail("a", forbidden);
    fail("b", forbidden);
    fail("c", forbidden);
    fail("d", rejected);
    letters.tried(exchange("e"), forbidden);

    assertThat(letters.settled(exchange("a"))).containsExactlyInAnyOrder(key("b"), key("c"));
    assertThat(letters.settled(exchange("a"))).isEmpty();
    assertThat(letters.settled(exchange("e"))).as("never parked").isEmpty();
    assertThat(letters.settled(exchange("b"))).containsExactly(key("c"));
    assertThat(letters.settled(exchange("unknown"))).isEmpty();
  }

  /** As when a CRD goes away: first nothing may be made, then the kind is not there. */
  @Test
  void whoFailedOtherwiseSinceWakesThemToo() {
    fail("a", forbidden);
    fail("b", forbidden);
    fail("a", rejected);
    fail("c", rejected);
    letters.tried(exchange("a"), answer(503, "busy"));

    assertThat(letters.settled(exchange("a"))).containsExactlyInAnyOrder(key("b"), key("c"));
  }

  @Test
  void whatIsWrongWithOneObjectSaysNothingOfOthers() {
    for (String name : List.of("a", "b")) {
      Exchange exchange = exchange(name);
      exchange.getMessage().setBody(refused("one"));
      letters.park(exchange);
    }

    assertThat(letters.settled(exchange("a"))).isEmpty();
  }

  @Test
  void aFailureIsToldByWhatTheApiServerSaidAndNotByTheExchangeThatHadIt() {
    for (int i = 0; i < 2; i++) {
      Exception wrapped = new CamelExecutionException("failed", exchange("a"), rejected);
      assertThat(fail("a", wrapped).news()).isEqualTo(i == 0);
      assertThat(fail("a", wrapped).message()).isEqualTo("no such field");
    }
  }

  @Test
  void textOfOthersCannotForgeLines() {
    assertThat(fail("a", answer(422, "bad \u202e name")).message()).isEqualTo("bad \\u202e name");
  }

  @Test
  void whatIsWellAgainIsToldOnceIfItWasParked() {
    try (RecordedLog log = RecordedLog.of(DeadLetters.class)) {
      fail("a", forbidden);
      letters.settled(exchange("a"));
      letters.settled(exchange("a"));
      letters.tried(exchange("b"), forbidden);
      letters.settled(exchange("b"));

      assertThat(log.lines())
          .containsExactly("INFO as it says again namespace=default name=a reason=Forbidden");
    }
  }

  @Test
  void countsWhatIsParkedByReason() {
    fail("a", forbidden);
    fail("b", forbidden);
    fail("c", rejected);
    letters.tried(exchange("d"), rejected);

    assertThat(parked(Reason.FORBIDDEN)).isEqualTo(2);
    assertThat(parked(Reason.REJECTED)).isEqualTo(1);
    assertThat(parked(Reason.INVALID)).isZero();
    leads = false;
    assertThat(parked(Reason.FORBIDDEN)).isZero();
  }

  private double parked(Reason reason) {
    MeterRegistry metrics = new SimpleMeterRegistry();
    letters.bindTo(metrics, () -> leads);
    return metrics.get(DeadLetters.PARKED).tag("reason", reason.eventReason()).gauge().value();
  }

  private DeadLetter fail(String name, Exception failure) {
    letters.tried(exchange(name), failure);
    return letters.park(exchange(name));
  }

  private static Plan refused(String... messages) {
    return new Plan(
        key("a"),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(messages).stream().map(text -> new Refusal(Reason.INVALID, text)).toList(),
        List.of(),
        List.of(),
        false);
  }

  private static ResourceKey key(String name) {
    return new ResourceKey("default", name);
  }

  private static Exchange failed(String name, Exception failure) {
    Exchange exchange = exchange(name);
    exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
    return exchange;
  }

  private static Exchange exchange(String name) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange
        .getMessage()
        .setHeaders(
            Map.of(
                KubernetesInformerConstants.RESOURCE,
                "machinelearning.seldon.io/v1/seldondeployments",
                KubernetesInformerConstants.NAMESPACE,
                "default",
                KubernetesInformerConstants.NAME,
                name));
    return exchange;
  }

  private static KubernetesClientException answer(int code, String message) {
    return new KubernetesClientException(message, code, null);
  }

  private final class MovedClock extends Clock {
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
  }
}
