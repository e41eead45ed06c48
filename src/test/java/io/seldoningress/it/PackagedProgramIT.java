package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.testing.PackagedProgram;
import io.seldoningress.testing.RealApiServer;
import io.seldoningress.testing.SampleDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The jar as a user starts it: in a folder with settings and routes, with a kubeconfig, as a
 * process of its own.
 */
class PackagedProgramIT {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private PackagedProgram packaged;

  @BeforeEach
  void layOut() throws IOException {
    packaged = PackagedProgram.in(folder);
  }

  @Test
  void itReconcilesTheClusterOfTheKubeconfigAndEndsAtSigterm() throws Exception {
    RealApiServer server = RealApiServer.shared();
    String namespace = server.newNamespace("models");
    String kubeconfig = server.writeKubeconfig(folder.resolve("kubeconfig")).toString();
    Process program =
        packaged.start(
            Map.of(
                "KUBECONFIG",
                kubeconfig,
                "WATCH_NAMESPACES",
                namespace,
                "ISTIO_GATEWAY",
                "edge/models",
                "LEADER_ELECTION_NAMESPACE",
                namespace,
                "POD_NAME",
                "ingress-0"));
    try (KubernetesClient client = server.newClient()) {
      client.resource(SampleDeployment.in(namespace)).create();

      await().atMost(DEADLINE).until(() -> virtualService(client, namespace) != null);

      assertThat(virtualService(client, namespace).getSpec().getGateways())
          .containsExactly("edge/models");
      assertThat(holder(client, namespace)).startsWith("ingress-0_");
      endBySigterm(program);
      assertThat(holder(client, namespace)).as("the Lease is given back").isNullOrEmpty();
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void whileItStandsByItEndsAtSigtermAndLeavesTheLeaseAlone() throws Exception {
    RealApiServer server = RealApiServer.shared();
    String namespace = server.newNamespace("models");
    String kubeconfig = server.writeKubeconfig(folder.resolve("kubeconfig")).toString();
    try (KubernetesClient client = server.newClient()) {
      client.resource(leaseOfPeer(namespace)).create();
      Process program =
          packaged.start(
              Map.of(
                  "KUBECONFIG",
                  kubeconfig,
                  "WATCH_NAMESPACES",
                  namespace,
                  "LEADER_ELECTION_NAMESPACE",
                  namespace));
      try {
        await().atMost(DEADLINE).until(() -> packaged.output().contains("stands by: peer"));
        endBySigterm(program);
      } finally {
        program.destroyForcibly();
      }

      assertThat(holder(client, namespace)).isEqualTo("peer");
    }
  }

  @Test
  void aSettingThatDoesNotExistStopsTheStart() throws Exception {
    Files.writeString(
        folder.resolve("config/application.properties"), "istio.gatway = edge/models\n");

    Process program = packaged.start(Map.of());

    assertThat(program.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(1);
    assertThat(packaged.output())
        .contains("istio.gatway")
        .contains("istio.gateway")
        .doesNotContain("\tat ");
  }

  @Test
  void routesThatCannotRunStopTheStart() throws Exception {
    Files.writeString(
        folder.resolve("routes/mine.yaml"),
        "- route:\n    from:\n      uri: nosuch:thing\n      steps: []\n");

    Process program = packaged.start(Map.of());

    assertThat(program.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(1);
    assertThat(packaged.output()).contains("mine.yaml").contains("nosuch").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({"nowhere, there is no such file", "broken,"})
  void aKubeconfigThatCannotBeReadStopsTheStart(String name, String reason) throws Exception {
    Path kubeconfig = folder.resolve(name);
    Files.writeString(folder.resolve("broken"), "clusters: [");

    Process program = packaged.start(Map.of("KUBECONFIG", kubeconfig.toString()));

    assertThat(program.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(1);
    assertThat(packaged.output())
        .contains("KUBECONFIG=" + kubeconfig)
        .contains(reason == null ? "" : reason)
        .doesNotContain("\tat ");
  }

  @Test
  void noServerOfTheTestsAndNoOpenShiftIsInTheProduct() throws IOException {
    try (Stream<Path> libraries = Files.list(PackagedProgram.JAR.resolveSibling("lib"))) {
      assertThat(libraries.map(library -> library.getFileName().toString()))
          .hasSizeGreaterThan(20)
          .noneMatch(
              name ->
                  name.contains("mock") || name.contains("openshift") || name.contains("junit"));
    }
  }

  private void endBySigterm(Process program) throws Exception {
    program.destroy();
    assertThat(program.waitFor(10, TimeUnit.SECONDS)).as("ends in time").isTrue();
    assertThat(packaged.output()).doesNotContain("Exception").doesNotContain("ERROR");
  }

  private static String holder(KubernetesClient client, String namespace) {
    return client
        .leases()
        .inNamespace(namespace)
        .withName("seldon-istio-ingress")
        .get()
        .getSpec()
        .getHolderIdentity();
  }

  private static Lease leaseOfPeer(String namespace) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("seldon-istio-ingress")
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity("peer")
        .withLeaseDurationSeconds(600)
        .endSpec()
        .build();
  }

  private static VirtualService virtualService(KubernetesClient client, String namespace) {
    return client.resources(VirtualService.class).inNamespace(namespace).withName("income").get();
  }
}
