package io.seldoningress.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The API server goes away, or the way to it. */
class ApiServerFaultIT extends FaultFixture {

  /** SeldonDeployments, VirtualServices, DestinationRules, Gateways and EndpointSlices. */
  private static final int WATCHES = 5;

  private static final Duration OUTAGE = Duration.ofSeconds(60);
  private static final Duration STORM = Duration.ofSeconds(30);

  @Test
  void theApiServerIsKilledAndStartedAMinuteLater() throws Exception {
    startSettled(Map.of());
    try (AutoCloseable users = workload.goOn()) {
      awaitChanges(100);
      server.kill();
      try {
        eventually().until(() -> controller.problems().size() == WATCHES);
        TimeUnit.NANOSECONDS.sleep(OUTAGE.toNanos());
      } finally {
        server.startServer();
      }
      awaitChanges(200);
    }

    assertNothingLost();
    assertThat(controller.problems()).isEmpty();
  }

  @Test
  void connectionsAreCutInTheMiddleOfRequestsAndAnswers() throws Exception {
    startSettled(Map.of());
    Random dice = new Random(seed);
    proxy.rule(passage -> passage.isWatch() ? Fate.PASS : oneOf(dice.nextInt(10)));
    try (AutoCloseable users = workload.goOn()) {
      long end = System.nanoTime() + STORM.toNanos();
      while (System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(1_500));
        if (random.nextBoolean()) {
          proxy.cutWatches();
        } else {
          proxy.cut();
        }
      }
    }
    proxy.pass();

    assertNothingLost();
    for (Fate.Kind kind : Fate.Kind.values()) {
      if (kind != Fate.Kind.ANSWER && kind != Fate.Kind.SILENCE) {
        assertThat(proxy.passages(passage -> passage.fate().kind() == kind)).isNotEmpty();
      }
    }
  }

  /**
   * Without a cache of its own the API server asks etcd for what happened since a version; after a
   * compaction etcd does not know.
   */
  @Test
  void theVersionsThatWatchesGoOnFromAreCompacted() throws Exception {
    server.kill();
    server.startServer("--watch-cache=false");
    try {
      startSettled(Map.of());
      try (AutoCloseable users = workload.goOn()) {
        proxy.rule(passage -> passage.isWatch() ? Fate.LOSE_REQUEST : Fate.PASS);
        proxy.cutWatches();
        awaitChanges(100);
        cluster.etcd().compact(cluster.etcd().revision());
        proxy.pass();
        eventually().until(() -> proxy.expired() >= WATCHES);
      }

      assertNothingLost();
    } finally {
      server.kill();
      server.startServer();
    }
  }

  private static Fate oneOf(int number) {
    return switch (number) {
      case 0 -> Fate.LOSE_REQUEST;
      case 1 -> Fate.HALF_REQUEST;
      case 2 -> Fate.LOSE_ANSWER;
      case 3 -> Fate.HALF_ANSWER;
      default -> Fate.PASS;
    };
  }
}
