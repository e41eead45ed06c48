package io.seldoningress.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.faults.History.Version;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** SeldonDeployments that go away while their writes fail. */
class DeletionFaultIT extends FaultFixture {

  private static final int DELETED = 60;

  @Test
  void whatIsDeletedDuringItsRetriesIsNotWrittenAfterwards() throws Exception {
    startSettled(Map.of("queue.maximumRetries", "1"));
    proxy.rule(
        one -> one.isWriteOfRoutes() && one.isOf("virtualservices") ? Fate.error(500) : Fate.PASS);
    workload.changeAll();
    eventually().until(() -> parked() > 2 * DELETED);
    Map<String, String> uids = uids();
    Set<String> deleted =
        workload.deleteForEver(DELETED).stream().map(uids::get).collect(Collectors.toSet());
    // Events come in order: when the rules of these are written, the deletions are known.
    long before = history.writesOfRoutes();
    workload.changeAll();
    eventually().until(() -> history.writesOfRoutes() > before + DELETED);
    long recovered = cluster.etcd().revision();
    try (AutoCloseable users = workload.goOn()) {
      proxy.pass();
      awaitChanges(100);
    }

    assertNothingLost();
    assertThat(
            history.versions().stream()
                .filter(one -> one.revision() > recovered && !one.isDeleted())
                .filter(one -> deleted.contains(Stored.owner(one.object())))
                .map(Version::key))
        .isEmpty();
    eventually().until(() -> parked() == 0);
  }

  /** How many dead letters there are because the API server fails. */
  private double parked() {
    return controller
        .context()
        .getRegistry()
        .findSingleByType(MeterRegistry.class)
        .get("seldon.ingress.parked")
        .tag("reason", "ApiServerUnavailable")
        .gauge()
        .value();
  }

  private Map<String, String> uids() {
    return history.current().values().stream()
        .filter(one -> !one.key().isRoute())
        .collect(
            Collectors.toMap(
                one -> one.key().namespace() + "/" + one.key().name(),
                one -> Stored.uid(one.object())));
  }
}
