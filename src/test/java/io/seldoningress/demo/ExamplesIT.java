package io.seldoningress.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.settings.Settings;
import io.seldoningress.testing.RealApiServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The examples on kube-apiserver, whose schemas have to accept all of them, the broken one too. */
class ExamplesIT {

  private final RealApiServer server = RealApiServer.shared();
  private final String namespace = server.newNamespace("examples");
  private final Stage stage = new ServerStage(server, List.of());
  private final Printed printed = new Printed();

  @Test
  void allAreRoutedButTheBrokenOne() throws IOException {
    run();
    assertThat(withoutNames(printed.lines().subList(1, printed.lines().size())))
        .isEqualTo(withoutNames(GoldenTable.lines()));
  }

  @Test
  void theBrokenOneIsToldSoByAnEvent() throws IOException {
    run();
    try (KubernetesClient client = server.newClient()) {
      assertThat(client.v1().events().inNamespace(namespace).list().getItems())
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.getInvolvedObject().getKind()).isEqualTo(SeldonDeployment.KIND);
                assertThat(event.getInvolvedObject().getName()).isEqualTo("broken");
                assertThat(event.getReason()).isEqualTo("InvalidSeldonDeployment");
              });
    }
  }

  @Test
  void aSeldonDeploymentThatIsNotTheDemosIsLeftAlone() throws IOException {
    try (KubernetesClient client = server.newClient()) {
      var foreign =
          client
              .resource(
                  """
                  apiVersion: machinelearning.seldon.io/v1
                  kind: SeldonDeployment
                  metadata: {name: simple, namespace: %s}
                  spec:
                    predictors:
                      - {name: mine, graph: {name: classifier}}
                  """
                      .formatted(namespace))
              .create();
      run();
      assertThat(client.resource(foreign).get().getMetadata().getResourceVersion())
          .isEqualTo(foreign.getMetadata().getResourceVersion());
      assertThat(printed.lines()).anyMatch(line -> line.contains("is not the demo's"));
    }
  }

  /** Runs a demo to its first table. */
  private void run() throws IOException {
    Flags flags = new Flags(Flags.Server.REAL, Optional.of(namespace), Path.of("examples"), false);
    Settings settings =
        Settings.of(
            Map.of("watch.namespaces", namespace, "leaderElection.enabled", "false"), Map.of());
    RunningDemo.start(stage, flags, settings, printed.stream(), Clock.systemUTC()).close();
  }

  /** The namespace is a part of the first column and of the paths, and moves what stands beside. */
  private List<String> withoutNames(List<String> table) {
    return table.stream()
        .flatMap(line -> Arrays.stream(line.trim().split("\\s{2,}")))
        .map(cell -> cell.replace(namespace, "models"))
        .toList();
  }
}
