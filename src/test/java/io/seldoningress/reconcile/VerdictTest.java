package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.component.apply.ObjectCondition;
import io.seldoningress.istio.Readiness;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.IngressReady;
import io.seldoningress.seldon.SeldonDeployments;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the condition IngressReady tells. */
class VerdictTest {

  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");
  private static final Verdict ROUTED =
      Verdict.routed(
          SeldonDeployments.withPredictors("{name: a}"), RoutingSettings.defaults(), Readiness.ALL);

  @Test
  void whereClientsReachWhatIsRouted() {
    assertThat(ROUTED.condition(Optional.empty(), NOW))
        .isEqualTo(
            new ObjectCondition(
                "IngressReady",
                "True",
                "Routed",
                "/seldon/models/m/ on any host of gateway istio-system/seldon-gateway",
                "2026-02-03T04:05:06Z"));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void whyAnObjectIsNot(Reason reason) {
    assertThat(notRouted(reason, "what is wrong").condition(Optional.empty(), NOW))
        .isEqualTo(
            new ObjectCondition(
                "IngressReady",
                "False",
                reason.eventReason(),
                "what is wrong",
                "2026-02-03T04:05:06Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      nullValues = "-",
      textBlock =
          """
          True  | Routed    | 2026-01-01T00:00:00Z | 2026-01-01T00:00:00Z
          True  | Other     | 2026-01-01T00:00:00Z | 2026-01-01T00:00:00Z
          True  | Routed    | ''                   | 2026-02-03T04:05:06Z
          False | Forbidden | 2026-01-01T00:00:00Z | 2026-02-03T04:05:06Z
          ''    | ''        | 2026-01-01T00:00:00Z | 2026-02-03T04:05:06Z
          """)
  void theTimeOfTransitionChangesWithTheStatusOnly(
      String status, String reason, String before, String after) {
    Optional<IngressReady> there = Optional.of(new IngressReady(status, reason, "m", before));

    assertThat(ROUTED.condition(there, NOW).lastTransitionTime()).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({
    "True,  Routed, m, true",
    "False, Routed, m, false",
    "True,  Other,  m, false",
    "True,  Routed, n, false"
  })
  void itIsToldWhenStatusReasonAndMessageAreTheSame(
      String status, String reason, String message, boolean told) {
    Verdict verdict = new Verdict(true, "Routed", "m");

    assertThat(verdict.isIn(new IngressReady(status, reason, message, "any time"))).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\ud83d\ude00", "x\ud83d\ude00"})
  void aLongMessageIsCutBetweenCharacters(String text) {
    String message = notRouted(Reason.INVALID, text.repeat(5000)).message();

    assertThat(message).hasSizeBetween(4090, 4096).endsWith("...");
    assertThat(new String(message.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(message);
  }

  private static Verdict notRouted(Reason reason, String message) {
    return Verdict.notRouted(
        new DeadLetter("g/v1/x", "models", "m", reason, message, 1, "then", "now", true));
  }
}
