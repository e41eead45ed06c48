package io.seldoningress.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.FreePort;
import io.seldoningress.testing.PackagedProgram;
import io.seldoningress.testing.SampleDeployment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program, as a process of its own, shows of itself. */
class TelemetryIT {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final EmbeddedApiServer server = EmbeddedApiServer.start();
  private final List<String> spans = new CopyOnWriteArrayList<>();
  private PackagedProgram packaged;
  private KubernetesClient client;
  private Process program;
  private String namespace;

  @BeforeEach
  void layOut() throws IOException {
    packaged = PackagedProgram.in(folder);
    Files.writeString(folder.resolve("kubeconfig"), server.kubeconfig());
    client = server.newClient();
    namespace = server.newNamespace("models");
  }

  @AfterEach
  void stop() {
    if (program != null) {
      program.destroyForcibly();
    }
    client.close();
    server.close();
  }

  @Test
  void requestsToTheApiServerAreCounted() throws Exception {
    int port = FreePort.find();
    start(Map.of("MANAGEMENT_PORT", Integer.toString(port)));
    awaitRouted();

    // The API server shows a write before its answer is counted.
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () ->
                assertThat(get("http://127.0.0.1:" + port + "/observe/metrics"))
                    .contains(
                        "seldon_ingress_api_requests_seconds_count{code=\"201\",resource=\"virtualservices\",verb=\"apply\"} 1")
                    .containsPattern(
                        "api_requests_seconds_count\\{code=\"200\",resource=\"seldondeployments\",verb=\"list\"} [1-9]")
                    .containsPattern(
                        "api_requests_seconds_count\\{code=\"(200|101)\",resource=\"seldondeployments\",verb=\"watch\"} [1-9]"));
  }

  @Test
  void logLinesAreJsonWhereTheyAreWantedSo() throws Exception {
    start(Map.of("LOGGING_FORMAT", "json"));
    awaitRouted();
    await().atMost(DEADLINE).until(() -> packaged.output().contains("\"VirtualService\""));

    String output = packaged.output();
    // The last line may be half written.
    for (String line : output.substring(0, output.lastIndexOf('\n')).lines().toList()) {
      JsonNode object = new ObjectMapper().readTree(line);
      assertThat(object.path("time").asText()).endsWith("Z");
      assertThat(object.path("message").asText()).isNotEmpty();
    }
    assertThat(packaged.output())
        .contains(
            "\"kind\":\"VirtualService\",\"namespace\":\""
                + namespace
                + "\",\"name\":\"income\",\"reason\":\"NEW\"");
  }

  @Test
  void spansGoWhereOpenTelemetrysVariablesSay() throws Exception {
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          spans.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    try {
      start(
          Map.of(
              "TRACING_ENABLED",
              "true",
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              "http://127.0.0.1:" + collector.getAddress().getPort(),
              "OTEL_BSP_SCHEDULE_DELAY",
              "100"));
      awaitRouted();

      await()
          .atMost(DEADLINE)
          .until(() -> String.join("", spans).contains("direct://apply-virtual-service"));
      assertThat(String.join("", spans)).contains("seldon-istio-ingress");
      program.destroy();
      assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(packaged.output()).doesNotContain("ERROR");
    } finally {
      collector.stop(0);
    }
  }

  @Test
  void aPortThatIsTakenIsToldAndRoutesDoNotDependOnIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      start(Map.of("MANAGEMENT_PORT", Integer.toString(taken.getLocalPort())));
      awaitRouted();

      assertThat(packaged.output())
          .contains("health and metrics are not served")
          .contains("management.port " + taken.getLocalPort())
          .doesNotContain("\tat ");
    }
  }

  private void start(Map<String, String> settings) throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("KUBECONFIG", folder.resolve("kubeconfig").toString());
    all.put("LEADER_ELECTION_ENABLED", "false");
    program = packaged.start(all);
  }

  private void awaitRouted() {
    var unused = client.resource(SampleDeployment.in(namespace)).create();
    await()
        .atMost(DEADLINE)
        .until(
            () ->
                client
                        .resources(VirtualService.class)
                        .inNamespace(namespace)
                        .withName("income")
                        .get()
                    != null);
  }

  private static String get(String uri) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
