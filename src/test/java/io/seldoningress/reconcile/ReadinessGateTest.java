package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.Readiness;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import io.seldoningress.testing.RecordedLog;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who counts as ready, over time. */
class ReadinessGateTest {

  private static final Duration HOLD = Duration.ofSeconds(10);
  private static final ResourceKey KEY = new ResourceKey("models", "m");

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final Set<String> ready = new HashSet<>();
  private boolean known = true;
  private SeldonDeployment deployment = shares("a: 60", "b: 30", "c: 10");

  private final ReadinessGate gate =
      new ReadinessGate(
          new Endpoints() {
            @Override
            public boolean areKnown() {
              return known;
            }

            @Override
            public boolean hasReady(String namespace, String service) {
              return namespace.equals("models") && ready.contains(service);
            }
          },
          "",
          HOLD,
          clock::get);

  @Test
  void whatIsNotKnownCountsAsReady() {
    known = false;
    assertThat(unready()).isEmpty();
  }

  @Test
  void whoIsReadyWhenHeIsFirstSeenCountsAtOnce() {
    ready("m-a", "m-b");
    assertThat(unready()).containsExactly(2);
  }

  @Test
  void aNewOneCountsAsSoonAsItIsReady() {
    assertThat(unready()).containsExactlyInAnyOrder(0, 1, 2);
    ready("m-a");
    assertThat(unready()).containsExactlyInAnyOrder(1, 2);
    ready("m-a", "m-b", "m-c");
    assertThat(unready()).isEmpty();
  }

  @Test
  void whoIsLostDoesNotCountAtOnceAndCountsAgainAfterTheHoldTime() {
    ready("m-a", "m-b", "m-c");
    assertThat(unready()).isEmpty();
    ready("m-a", "m-b");
    assertThat(unready()).containsExactly(2);
    ready("m-a", "m-b", "m-c");
    assertThat(unready()).containsExactly(2);
    pass(HOLD.minusMillis(1));
    assertThat(unready()).containsExactly(2);
    pass(Duration.ofMillis(1));
    assertThat(unready()).isEmpty();
  }

  @Test
  void aBreakBeginsTheHoldTimeAnew() {
    ready("m-a", "m-b", "m-c");
    assertThat(unready()).isEmpty();
    for (int i = 0; i < 5; i++) {
      ready("m-a", "m-b");
      assertThat(unready()).containsExactly(2);
      ready("m-a", "m-b", "m-c");
      assertThat(unready()).containsExactly(2);
      pass(HOLD.minusMillis(1));
    }
    assertThat(unready()).containsExactly(2);
  }

  @Test
  void whereNobodyElseCountsTheFirstOneBackTakesAllAtOnce() {
    ready("m-a", "m-b", "m-c");
    assertThat(unready()).isEmpty();
    ready();
    pass(HOLD);
    assertThat(unready()).containsExactlyInAnyOrder(0, 1, 2);
    ready("m-b");
    assertThat(unready()).containsExactlyInAnyOrder(0, 2);
    ready("m-a", "m-b");
    assertThat(unready()).containsExactlyInAnyOrder(0, 2);
    pass(HOLD);
    assertThat(unready()).containsExactly(2);
  }

  @Test
  void whereTheLastOneFlapsNothingChangesUntilItHasBeenAwayForTheHoldTime() {
    ready("m-a");
    assertThat(unready()).containsExactlyInAnyOrder(1, 2);
    for (int i = 0; i < 5; i++) {
      ready();
      assertThat(unready()).containsExactlyInAnyOrder(1, 2);
      pass(HOLD.minusMillis(1));
      assertThat(unready()).containsExactlyInAnyOrder(1, 2);
      ready("m-a");
      assertThat(unready()).containsExactlyInAnyOrder(1, 2);
    }
    ready();
    assertThat(unready()).containsExactlyInAnyOrder(1, 2);
    pass(HOLD);
    assertThat(unready()).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void whereAllAreLostAtOnceAllAreTheSame() {
    ready("m-a", "m-b", "m-c");
    assertThat(unready()).isEmpty();
    ready();
    assertThat(unready()).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void aServiceOfAnotherNameIsANewOne() {
    ready("m-a", "m-b", "m-c");
    assertThat(unready()).isEmpty();
    deployment =
        SeldonDeployments.withPredictors(
            "{name: a, traffic: 60}, {name: b, traffic: 40, annotations: {seldon.io/svc-name: mine}}");
    assertThat(unready()).containsExactly(1);
    ready("m-a", "mine");
    assertThat(unready()).isEmpty();
  }

  @Test
  void whoHasNoShareIsNotLookedAt() {
    ready("m-a", "m-b");
    deployment = shares("a: 60", "b: 40", "c: 0");
    assertThat(unready()).isEmpty();
    assertThat(gate.shifted()).isZero();
  }

  @Test
  void whoHasNoShareButMatchesIsLookedAt() {
    deployment =
        shares("a: 100", "b: 0, annotations: {seldon.io/istio-match: 'headers: {x-b: y}'}");
    ready("m-a");
    assertThat(unready()).containsExactly(1);
  }

  @Test
  void oneAloneAndShadowsAreNotLookedAt() {
    deployment = shares("a: 100");
    assertThat(unready()).isEmpty();
    deployment =
        SeldonDeployments.withPredictors(
            "{name: a, traffic: 100}, {name: s, shadow: true, traffic: 50}");
    assertThat(unready()).isEmpty();
    assertThat(gate.knownIn("models")).isEmpty();
  }

  @Test
  void whatAnotherControllerServesIsNotLookedAt() {
    deployment.getMetadata().setLabels(Map.of("seldon.io/controller-id", "theirs"));
    ready("m-a");
    assertThat(unready()).isEmpty();
    assertThat(gate.shifted()).isZero();
  }

  @Test
  void itIsNewsWhenAServiceGetsReadyOrIsNotAnyMore() {
    ready("m-a", "m-b");
    assertThat(gate.isNews(KEY)).isFalse();
    assertThat(unready()).containsExactly(2);
    assertThat(gate.isNews(KEY)).isFalse();
    ready("m-a", "m-b", "m-c");
    assertThat(gate.isNews(KEY)).isTrue();
    ready("m-a", "m-b");
    assertThat(gate.isNews(KEY)).isFalse();
    ready("m-a");
    assertThat(gate.isNews(KEY)).isTrue();
  }

  @Test
  void whatIsLostLaterCountsAsReadyAgain() {
    ready("m-a", "m-b");
    assertThat(unready()).containsExactly(2);
    known = false;
    assertThat(unready()).isEmpty();
    assertThat(gate.shifted()).isZero();
  }

  @Test
  void aLineSaysWhenSharesMove() {
    try (RecordedLog log = RecordedLog.of(ReadinessGate.class)) {
      ready("m-a", "m-b", "m-c");
      assertThat(unready()).isEmpty();
      assertThat(log.lines()).isEmpty();
      ready("m-a");
      assertThat(unready()).containsExactlyInAnyOrder(1, 2);
      assertThat(unready()).containsExactlyInAnyOrder(1, 2);
      ready("m-a", "m-b", "m-c");
      assertThat(unready()).containsExactlyInAnyOrder(1, 2);
      pass(HOLD);
      assertThat(unready()).isEmpty();

      assertThat(log.lines())
          .containsExactly(
              "INFO shares follow who is ready namespace=models name=m reason=UNREADY unready=m-b,m-c",
              "INFO shares follow who is ready namespace=models name=m reason=READY unready=");
    }
  }

  @Test
  void itIsCountedAndForgotten() {
    ready("m-a");
    assertThat(unready()).containsExactlyInAnyOrder(1, 2);
    assertThat(gate.shifted()).isEqualTo(2);
    assertThat(gate.knownIn("models")).containsExactly(KEY);
    assertThat(gate.knownIn("other")).isEmpty();

    gate.forget(KEY);

    assertThat(gate.shifted()).isZero();
    assertThat(gate.knownIn("models")).isEmpty();
    ready("m-a", "m-b", "m-c");
    assertThat(unready()).isEmpty();
  }

  private Set<Integer> unready() {
    Readiness decided = gate.decide(deployment, Optional.empty());
    return decided.unready();
  }

  private void ready(String... services) {
    ready.clear();
    ready.addAll(Set.of(services));
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private static SeldonDeployment shares(String... predictors) {
    StringBuilder list = new StringBuilder();
    for (String predictor : predictors) {
      String[] parts = predictor.split(": ", 2);
      list.append("{name: %s, traffic: %s},".formatted(parts[0], parts[1]));
    }
    return SeldonDeployments.withPredictors(list.toString());
  }
}
