package io.seldoningress.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas as processes, each behind a proxy of its own, of which the leader goes away. */
class ReplicasFaultIT extends FaultFixture {

  private static final Map<String, String> LEASE =
      Map.of(
          "LEADER_ELECTION_LEASE_DURATION", "5s",
          "LEADER_ELECTION_RENEW_DEADLINE", "3s",
          "LEADER_ELECTION_RETRY_PERIOD", "500ms");

  @TempDir Path folder;
  private FaultProxy proxyOfB;

  @BeforeEach
  void openSecondProxy() {
    proxyOfB = FaultProxy.before(server);
  }

  @AfterEach
  void closeSecondProxy() {
    proxyOfB.close();
  }

  @Test
  void theLeaderIsCutOffAndTheNextOneIsKilled() throws Exception {
    workload.createAll();
    try (Program a = start("a", proxy)) {
      eventually().until(() -> Leases.holder(client).equals("a"));
      try (AutoCloseable users = workload.goOn();
          Program b = start("b", proxyOfB)) {
        awaitWrite(proxy);
        eventually().until(() -> b.output().contains("stands by"));
        // Nothing comes through any more, and nobody is told.
        proxy.rule(passage -> Fate.SILENCE);
        proxy.silenceWatches();
        awaitWrite(proxyOfB);
        assertThat(Leases.holder(client)).isEqualTo("b");
        proxy.pass();
        proxy.cut();
        awaitChanges(100);
        b.kill();
        awaitWrite(proxy);
        awaitChanges(100);
      }

      assertNothingLost();
      assertThat(a.terminate(15)).isEqualTo(143);
    }
    assertOneWriterAtATime();
  }

  private void awaitWrite(FaultProxy through) {
    long now = System.nanoTime();
    eventually()
        .until(
            () ->
                !through
                    .passages(
                        one ->
                            one.isWriteOfRoutes()
                                && one.arrived() > now
                                && one.fate().equals(Fate.PASS))
                    .isEmpty());
  }

  private record Write(String writer, Passage passage) {}

  private void assertOneWriterAtATime() {
    List<Write> writes = new ArrayList<>();
    proxy
        .passages(ReplicasFaultIT::reachedTheServer)
        .forEach(one -> writes.add(new Write("a", one)));
    proxyOfB
        .passages(ReplicasFaultIT::reachedTheServer)
        .forEach(one -> writes.add(new Write("b", one)));
    writes.sort(Comparator.comparingLong(write -> write.passage().arrived()));
    int changes = 0;
    long lastEnd = Long.MIN_VALUE;
    for (int i = 1; i < writes.size(); i++) {
      lastEnd = Math.max(lastEnd, writes.get(i - 1).passage().ended());
      if (!writes.get(i).writer().equals(writes.get(i - 1).writer())) {
        changes++;
        assertThat(writes.get(i).passage().arrived())
            .as("first write of %s, seed %d", writes.get(i).writer(), seed)
            .isGreaterThan(lastEnd);
      }
    }
    assertThat(changes).as("takeovers").isGreaterThanOrEqualTo(2);
  }

  private static boolean reachedTheServer(Passage passage) {
    return passage.isWriteOfRoutes() && passage.fate().equals(Fate.PASS);
  }

  private Program start(String name, FaultProxy through) throws Exception {
    return Program.start(
        Files.createDirectory(folder.resolve(name)),
        name,
        new ProxiedApiServer(through, server),
        LEASE);
  }
}
