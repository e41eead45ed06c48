package io.seldoningress.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The controller itself is ended, as a process of its own. */
class ProcessFaultIT extends FaultFixture {

  private static final int KILLS = 15;

  /** What Kubernetes gives is 30 s. */
  private static final int GRACE_SECONDS = 15;

  /** Of a process that SIGTERM ended: 128 + 15. */
  private static final int TERMINATED = 143;

  private static final Map<String, String> SHORT_LEASE =
      Map.of(
          "LEADER_ELECTION_LEASE_DURATION", "2s",
          "LEADER_ELECTION_RENEW_DEADLINE", "1500ms",
          "LEADER_ELECTION_RETRY_PERIOD", "200ms");

  @TempDir Path folder;
  private int starts;

  @Test
  void itIsKilledAtRandomMomentsManyTimes() throws Exception {
    workload.createAll();
    try (AutoCloseable users = workload.goOn()) {
      for (int i = 0; i < KILLS; i++) {
        try (Program program = start(i % 3 == 0 ? SHORT_LEASE : alone())) {
          long before = history.writesOfRoutes();
          // It starts in two seconds or so; some are killed before they write.
          if (random.nextInt(4) > 0) {
            program.await(() -> history.writesOfRoutes() > before + random.nextInt(20));
          }
          TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
          assertThat(program.runs()).as(program.output()).isTrue();
          program.kill();
        }
      }
    }
    try (Program last = start(alone())) {
      assertNothingLost();
      assertThat(last.terminate(GRACE_SECONDS)).isEqualTo(TERMINATED);
    }
  }

  @Test
  void itEndsAtSigtermInAStormWithHundredsInTheQueue() throws Exception {
    Map<String, String> slow = new HashMap<>(SHORT_LEASE);
    slow.put("LEADER_ELECTION_LEASE_DURATION", "10m");
    slow.put("LEADER_ELECTION_RENEW_DEADLINE", "9m");
    slow.put("RECONCILE_CONCURRENCY", "2");
    slow.put("RECONCILE_REDELIVERY_DELAY", "2s");
    workload.createAll();
    Random dice = new Random(seed);
    proxy.rule(
        passage -> {
          if (!passage.isWriteOfRoutes()) {
            return Fate.PASS;
          }
          return switch (dice.nextInt(3)) {
            case 0 -> Fate.error(503);
            case 1 -> Fate.SILENCE;
            default -> Fate.PASS;
          };
        });
    try (AutoCloseable users = workload.goOn();
        Program program = start(slow)) {
      program.await(
          () ->
              proxy.passages(one -> one.status() == 503).size() > 5
                  && proxy.passages(one -> one.fate().equals(Fate.SILENCE)).size() > 2);

      assertThat(routed()).as("hundreds wait").isLessThan(SIZE / 2);
      assertThat(program.terminate(GRACE_SECONDS)).isEqualTo(TERMINATED);

      assertThat(program.output()).doesNotContain("ERROR").doesNotContain("\tat ");
      assertThat(Leases.holder(client)).as("the Lease is given back").isEmpty();
    }
    proxy.pass();
    try (Program next = start(SHORT_LEASE)) {
      assertNothingLost();
      assertThat(next.terminate(GRACE_SECONDS)).isEqualTo(TERMINATED);
    }
  }

  private long routed() {
    return history.current().keySet().stream()
        .filter(key -> key.plural().equals(History.VIRTUAL_SERVICES))
        .count();
  }

  private static Map<String, String> alone() {
    return Map.of("LEADER_ELECTION_ENABLED", "false");
  }

  private Program start(Map<String, String> settings) throws Exception {
    return Program.start(
        folder, "ingress-" + starts++, new ProxiedApiServer(proxy, server), settings);
  }
}
