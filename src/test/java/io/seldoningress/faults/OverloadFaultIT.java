package io.seldoningress.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The API server answers, but not what was asked for. */
class OverloadFaultIT extends FaultFixture {

  @Test
  void halfOfAllRequestsAreAnsweredByErrors() throws Exception {
    startSettled(Map.of());
    Random dice = new Random(seed);
    proxy.rule(passage -> oneOf(dice.nextInt(8)));
    try (AutoCloseable users = workload.goOn()) {
      for (int i = 0; i < 6; i++) {
        TimeUnit.SECONDS.sleep(2);
        // So that lists and watches meet it, too.
        proxy.cutWatches();
      }
    }
    proxy.pass();

    assertNothingLost();
    for (int status : new int[] {429, 500, 503}) {
      assertThat(proxy.passages(one -> one.isWriteOfRoutes() && one.status() == status))
          .hasSizeGreaterThan(10);
    }
    assertThat(proxy.passages(one -> one.isWatch() && one.status() >= 429)).isNotEmpty();
  }

  /** Neither the tries of a step nor a newer state of its object come sooner. */
  @Test
  void nobodyAsksAgainBeforeTheApiServerWantsIt() throws Exception {
    startSettled(Map.of());
    Random dice = new Random(seed);
    proxy.rule(
        one ->
            one.isWriteOfRoutes() ? Fate.tooManyRequests(dice.nextBoolean() ? 1 : 3) : Fate.PASS);
    try (AutoCloseable users = workload.goOn()) {
      eventually().until(() -> proxy.passages(one -> one.status() == 429).size() > 300);
      proxy.pass();
    }

    assertNothingLost();
    Map<String, Passage> last = new HashMap<>();
    for (Passage passage : proxy.passages(Passage::isWriteOfRoutes)) {
      Passage before = last.put(passage.path(), passage);
      if (before != null && before.status() == 429) {
        assertThat(Duration.ofNanos(passage.arrived() - before.ended()))
            .as("%s, seed %d", passage, seed)
            .isGreaterThanOrEqualTo(Duration.ofSeconds(before.fate().retryAfter()));
      }
    }
  }

  private static Fate oneOf(int number) {
    return switch (number) {
      case 0 -> Fate.tooManyRequests(1);
      case 1 -> Fate.error(500);
      case 2 -> Fate.error(503);
      case 3 -> Fate.error(504);
      default -> Fate.PASS;
    };
  }
}
