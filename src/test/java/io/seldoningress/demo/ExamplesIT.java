package io.seldoningress.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.seldon.SeldonDeployment;
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
  private final String ingress = server.newNamespace("ingress");

  /** Not that of other tests, which is made by hand. */
  private final Map<String, String> gateway =
      Map.of("istio.gateway", ingress + "/seldon-gateway", "gateway.namespace", ingress);

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
          .filteredOn(event -> event.getInvolvedObject().getName().equals("broken"))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.getInvolvedObject().getKind()).isEqualTo(SeldonDeployment.KIND);
                assertThat(event.getReason()).isEqualTo("InvalidSeldonDeployment");
              });
    }
  }

  @Test
  void certificatesAppearRotateExpireAndAreClaimed() throws IOException {
    try (RunningDemo demo = start()) {
      demo.showCertificates();
    }
    CertificateNews.assertTold(printed.lines(), ingress);
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
      // The controller routes it all the same, and says so in its status.
      HasMetadata after = client.resource(foreign).get();
      assertThat(after.getMetadata().getGeneration())
          .isEqualTo(foreign.getMetadata().getGeneration());
      assertThat(after.getMetadata().getManagedFields())
          .noneMatch(entry -> DeploymentWriter.MANAGER.equals(entry.getManager()));
      assertThat(printed.lines()).anyMatch(line -> line.contains("is not the demo's"));
    }
  }

  /** Runs a demo to its first table. */
  private void run() throws IOException {
    start().close();
  }

  private RunningDemo start() throws IOException {
    Flags flags = new Flags(Flags.Server.REAL, Optional.of(namespace), Path.of("examples"), false);
    return RunningDemo.start(
        stage, flags, DemoSettings.of(gateway, flags), printed.stream(), Clock.systemUTC());
  }

  /** The namespace is a part of the first column and of the paths, and moves what stands beside. */
  private List<String> withoutNames(List<String> table) {
    return table.stream()
        .flatMap(line -> Arrays.stream(line.trim().split("\\s{2,}")))
        .flatMap(cell -> Arrays.stream(cell.split(" ", -1)))
        .map(word -> word.replace(namespace, "models").replace(ingress, "istio-system"))
        .toList();
  }
}
