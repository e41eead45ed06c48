package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.testing.DefaultGateway;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.FreePort;
import io.seldoningress.testing.ImageTar;
import io.seldoningress.testing.SampleDeployment;
import io.seldoningress.testing.UnpackedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image runs as a container does: from its own files alone, none of which it can write, as its
 * own user.
 */
@Tag("image")
@Tag("mounts")
class RunningImageIT {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** What Linux and Java make of an end by SIGTERM. */
  private static final int TERMINATED = 128 + 15;

  /** Of the program; those of the JVM have no date. */
  private static final String LOG_LINE = "\\d{4}-\\d\\d-\\d\\dT.*";

  private static ImageTar image;

  @TempDir Path root;
  @TempDir Path folder;
  private UnpackedImage unpacked;

  @BeforeAll
  static void find() throws IOException {
    image = ImageTar.built();
  }

  @BeforeEach
  void unpack() throws IOException {
    unpacked = UnpackedImage.in(root, image);
  }

  @Test
  void itRoutesWithItsCacheOfClassesAndEndsAtSigterm() throws Exception {
    // on: the JVM does not start where the cache can't be used.
    routesAndEnds(Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on -Xlog:aot"));

    assertThat(output()).contains("Opened AOT cache /app/seldon-istio-ingress.aot");
  }

  @Test
  void aCacheThatDoesNotFitIsIgnoredWithoutAWord() throws Exception {
    Files.setLastModifiedTime(
        root.resolve("app/seldon-istio-ingress.jar"), FileTime.from(Instant.now()));

    routesAndEnds(Map.of());

    assertThat(output().lines()).allMatch(line -> line.matches(LOG_LINE));
  }

  @Test
  void theOptionsOfTheJvmAreForASmallContainerAndUsersCanOverrideThem() throws Exception {
    Process java =
        unpacked.run(
            folder.resolve("output.txt"),
            Map.of("JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=60"),
            List.of("/opt/java/bin/java", "-XX:+PrintFlagsFinal", "-version"));

    assertThat(java.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(output())
        .containsPattern("UseSerialGC +:?= true")
        .containsPattern("ExitOnOutOfMemoryError +:?= true")
        .containsPattern("UsePerfData +:?= false")
        .containsPattern("MaxRAMPercentage +:?= 60");
  }

  private void routesAndEnds(Map<String, String> variables) throws Exception {
    try (EmbeddedApiServer server = EmbeddedApiServer.start();
        KubernetesClient client = server.newClient()) {
      DefaultGateway.install(client);
      String namespace = server.newNamespace("models");
      server.writeKubeconfig(root.resolve("kubeconfig"));
      Map<String, String> environment = new HashMap<>(variables);
      environment.put("KUBECONFIG", "/kubeconfig");
      environment.put("MANAGEMENT_PORT", Integer.toString(FreePort.find()));
      Process program = unpacked.start(folder.resolve("output.txt"), environment);
      try {
        client.resource(SampleDeployment.in(namespace)).create();

        await()
            .atMost(DEADLINE)
            .until(() -> routes(client, namespace) != null || !program.isAlive());
        program.destroy();
        assertThat(program.waitFor(10, TimeUnit.SECONDS)).as("ends in time").isTrue();
      } finally {
        program.destroyForcibly();
      }
      assertThat(routes(client, namespace)).as(output()).isNotNull();
      assertThat(program.exitValue()).isEqualTo(TERMINATED);
      assertThat(output()).doesNotContain("Exception").doesNotContain("ERROR");
    }
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output.txt"));
  }

  private static VirtualService routes(KubernetesClient client, String namespace) {
    return client.resources(VirtualService.class).inNamespace(namespace).withName("income").get();
  }
}
