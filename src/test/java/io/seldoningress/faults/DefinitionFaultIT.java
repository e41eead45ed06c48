package io.seldoningress.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.testing.Crds;
import io.seldoningress.testing.DefaultGateway;
import io.seldoningress.testing.RecordedLog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the controller needs in the cluster is taken away and given back. */
class DefinitionFaultIT extends FaultFixture {

  private static final List<String> ISTIO =
      List.of("virtualservices", "destinationrules", "gateways");

  private static final List<String> WATCHED =
      Stream.concat(Stream.of("seldondeployments"), ISTIO.stream()).toList();

  @Test
  void theCrdsOfIstioAreDeletedAndInstalledAgain() throws Exception {
    startSettled(Map.of());
    long installed;
    try (RecordedLog log = RecordedLog.of("io.seldoningress.component.informer.InformerFailures");
        AutoCloseable users = workload.goOn()) {
      ISTIO.forEach(plural -> deleteCrd(plural + ".networking.istio.io"));
      try {
        ISTIO.forEach(
            plural -> log.await("networking.istio.io/v1/" + plural + " is not installed"));
        awaitChanges(100);
      } finally {
        installed = cluster.etcd().revision();
        Crds.install(client);
        DefaultGateway.install(client);
      }
      awaitChanges(100);
    }

    // Everybody's objects went with their kind, and nobody's is in the way any more.
    awaitSettled(Set.of());
    assertNothingWasWrongSince(installed);
    assertSeenByTheApiServer();
  }

  @Test
  void thePermissionToWriteIsWithdrawnAndGivenBack() throws Exception {
    startSettled(Map.of());
    try (RecordedLog log = RecordedLog.of("io.seldoningress.DeadLetter");
        AutoCloseable users = workload.goOn()) {
      cluster.permissions().withdraw("virtualservices", "patch");
      log.await("virtualservices");
      assertThat(log.lines())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains("Forbidden", "cannot patch resource \"virtualservices\""));
      awaitChanges(100);
      cluster.permissions().giveBack();
      awaitChanges(100);
    } finally {
      cluster.permissions().giveBack();
    }

    assertNothingLost();
  }

  @Test
  void thePermissionToWatchIsWithdrawnAndGivenBack() throws Exception {
    startSettled(Map.of());
    try (RecordedLog log = RecordedLog.of("io.seldoningress.component.informer.InformerFailures");
        AutoCloseable users = workload.goOn()) {
      for (String plural : WATCHED) {
        cluster.permissions().withdraw(plural, "list", "watch");
        // Those who watch are not sent away.
        proxy.cutWatches();
        log.await("no permission to list and watch " + groupOf(plural) + "/v1/" + plural);
        cluster.permissions().giveBack();
        log.await("watching " + groupOf(plural) + "/v1/" + plural + " again");
      }
    } finally {
      cluster.permissions().giveBack();
    }

    assertNothingLost();
  }

  private static String groupOf(String plural) {
    return plural.equals("seldondeployments") ? "machinelearning.seldon.io" : "networking.istio.io";
  }

  private void deleteCrd(String name) {
    var crd = client.apiextensions().v1().customResourceDefinitions().withName(name);
    crd.delete();
    eventually().until(() -> crd.get() == null);
  }
}
