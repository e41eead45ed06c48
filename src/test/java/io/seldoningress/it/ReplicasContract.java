package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.seldoningress.testing.RequestLog;
import io.seldoningress.testing.RequestLog.Entry;
import io.seldoningress.testing.RunningController;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two controllers at a time, of which one leads. */
abstract class ReplicasContract extends ControllerContract {

  /** Much longer than any test waits: a Lease of this length is taken because it was given back. */
  static final String ENDLESS = "10m";

  /** The requests of all, in the order of their answers. */
  final RequestLog all = new RequestLog();

  private final Deque<RunningController> replicas = new ArrayDeque<>();

  @TempDir Path routes;
  private boolean edited;

  @AfterEach
  void stopReplicas() {
    replicas.forEach(RunningController::close);
    replicas.clear();
    all.clear();
    edited = false;
  }

  @Test
  void theOneThatStandsByIsReadyAndWritesNothing() {
    RunningController a = startLeader("a", ENDLESS);
    RunningController b = start("b", ENDLESS);
    for (int i = 0; i < 5; i++) {
      apply("income-" + i, predictors("main=75", "canary=25"));
    }
    for (int i = 0; i < 5; i++) {
      awaitShares("income-" + i, "main=75 canary=25");
    }
    eventually().until(a::idle);
    eventually().until(() -> b.depth("seldon-deployments").ready() == 5);

    assertThat(b.problems()).isEmpty();
    assertThat(b.leads()).isFalse();
    assertThat(writesOf("b")).isEmpty();
    // Two DestinationRules, a VirtualService and a condition each.
    assertThat(writesOf("a")).hasSize(20);
  }

  /** It knows already what there is, and finds it as it should be. */
  @Test
  void theOneThatTakesOverLooksAtEverythingAndChangesNothing() {
    RunningController a = startLeader("a", ENDLESS);
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");
    RunningController b = start("b", ENDLESS);
    close(a);
    eventually().until(b::leads);
    eventually().until(b::idle);
    assertThat(writesOf("b")).isEmpty();

    apply("income", predictors("main=50", "canary=50"));
    awaitShares("income", "main=50 canary=50");
    assertThat(b.requests().writes()).isNotEmpty();
  }

  @Test
  void theOneThatEndsInTheMiddleOfABatchWritesNothingAfterTheOther() {
    int batch = 40;
    RunningController a = startLeader("a", ENDLESS);
    RunningController b = start("b", ENDLESS);
    for (int i = 0; i < batch; i++) {
      apply("income-" + i, predictors("main=75", "canary=25"));
    }
    eventually().until(() -> writesOf("a").size() >= 5);
    close(a);
    for (int i = 0; i < batch; i++) {
      awaitShares("income-" + i, "main=75 canary=25");
    }
    eventually().until(b::idle);

    List<String> writers = all.writes().stream().map(Entry::userAgent).toList();
    assertThat(writers.lastIndexOf("a"))
        .as("writers, in order: %s", writers)
        .isLessThan(writers.contains("b") ? writers.indexOf("b") : writers.size());
  }

  @Test
  void whatIsUnderWayIsFinishedBeforeTheLeaseIsGivenBack() throws IOException {
    editRoutes(
        "        # Snapshot -> Plan:",
        "        - delay:\n            constant: 1500\n        # Snapshot -> Plan:");
    RunningController a = startLeader("a", ENDLESS);
    apply("income", predictors("main"));
    eventually().until(() -> a.depth("seldon-deployments").running() == 1);
    close(a);

    assertThat(virtualService("income").get()).isNotNull();
    assertThat(lease().getSpec().getHolderIdentity()).isNullOrEmpty();
    List<Entry> writes = all.entries().stream().filter(Entry::isWrite).toList();
    assertThat(writes.get(writes.size() - 1).path()).endsWith("/leases/seldon-istio-ingress");
    assertThat(writes).anyMatch(entry -> entry.path().contains("/virtualservices/"));
  }

  RunningController startLeader(String name, String leaseDuration) {
    RunningController replica = start(name, leaseDuration);
    eventually().until(replica::leads);
    return replica;
  }

  RunningController start(String name, String leaseDuration) {
    RunningController replica =
        RunningController.start(server(), settings(leaseDuration), all, name);
    replicas.push(replica);
    return replica;
  }

  void close(RunningController replica) {
    replicas.remove(replica);
    replica.close();
  }

  Lease lease() {
    return client.leases().inNamespace(namespace).withName("seldon-istio-ingress").get();
  }

  List<Entry> writesOf(String replica) {
    return all.writes().stream().filter(entry -> entry.userAgent().equals(replica)).toList();
  }

  private Map<String, String> settings(String leaseDuration) {
    Map<String, String> settings = new HashMap<>();
    settings.put("watch.namespaces", namespace);
    settings.put("leaderElection.enabled", "true");
    settings.put("leaderElection.namespace", namespace);
    settings.put("leaderElection.leaseDuration", leaseDuration);
    settings.put("leaderElection.renewDeadline", leaseDuration.equals(ENDLESS) ? "9m" : "4s");
    settings.put("leaderElection.retryPeriod", "200ms");
    if (edited) {
      settings.put("routes.directory", routes.toString());
    }
    return settings;
  }

  /** Those that start from now on have routes of their own, in which a text is replaced. */
  void editRoutes(String from, String to) throws IOException {
    try (Stream<Path> files = Files.list(RunningController.ROUTES)) {
      for (Path file : files.toList()) {
        Files.writeString(
            routes.resolve(file.getFileName()), Files.readString(file).replace(from, to));
      }
    }
    assertThat(routes.resolve("reconcile.yaml")).content().contains(to);
    edited = true;
  }

  /** Those that start from now on have the routes of the product. */
  void leaveRoutes() {
    edited = false;
  }
}
