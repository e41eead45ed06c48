package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.FreePort;
import io.seldoningress.testing.RequestLog;
import io.seldoningress.testing.RunningController;
import io.seldoningress.testing.embedded.ApiRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Health and metrics as probes and Prometheus ask for them. */
class ManagementServerTest extends ControllerContract {

  private final int port = FreePort.find();
  private final HttpClient http = HttpClient.newHttpClient();
  private EmbeddedApiServer server = EmbeddedApiServer.start();

  @Override
  ApiServer server() {
    return server;
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  @Test
  void itIsLiveAndReadyWithAllThatItNeedsAndShowsMetrics() throws Exception {
    start(Map.of());
    apply("income", predictors("main"));
    awaitVirtualService("income");

    assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
    eventually().until(() -> get("/observe/health/ready").statusCode() == 200);
    assertThat(get("/observe/metrics").body())
        .contains("seldon_ingress_leader 1.0", "jvm_memory_used_bytes", "process_cpu_usage");
  }

  @Test
  void whatIsMissingIsToldByReadyAndIsNoReasonToRestart() throws Exception {
    try (AutoCloseable none =
        server.refuse(request -> request.plural().equals("virtualservices"), 404, "NotFound")) {
      start(Map.of());

      eventually().until(() -> get("/observe/health/ready").statusCode() == 503);
      String missing =
          "networking.istio.io/v1/virtualservices in %s is not installed in the cluster: its CustomResourceDefinition is missing"
              .formatted(namespace);
      eventually()
          .until(() -> messages(get("/observe/health/ready")), told -> told.contains(missing));
      assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
    }
    eventually().until(() -> get("/observe/health/ready").statusCode() == 200);
  }

  @Test
  void itIsReadyWithoutGatewaysAndSaysSo() throws Exception {
    try (AutoCloseable none =
        server.refuse(ManagementServerTest::isReadOfGateways, 403, "Forbidden")) {
      start(Map.of());

      eventually()
          .until(
              () -> messages(get("/observe/health/ready")),
              told -> told.contains("gateways") && told.contains("routes go on without"));
      eventually().until(() -> get("/observe/health/ready").statusCode() == 200);
    }
  }

  private static boolean isReadOfGateways(ApiRequest request) {
    return request.plural().equals("gateways") && request.method().equals("GET");
  }

  @Test
  void whoStandsByIsReady() throws Exception {
    start(Map.of("leaderElection.enabled", "true", "leaderElection.namespace", namespace));
    eventually().until(controller::leads);
    int other = FreePort.find();
    try (RunningController second = second(other)) {
      eventually().until(() -> get(other, "/observe/health/ready").statusCode() == 200);
      assertThat(second.leads()).isFalse();
      assertThat(get(other, "/observe/metrics").body()).contains("seldon_ingress_leader 0.0");
    }
  }

  private RunningController second(int at) {
    return RunningController.start(
        server,
        Map.of(
            "watch.namespaces",
            namespace,
            "management.enabled",
            "true",
            "management.port",
            Integer.toString(at),
            "leaderElection.enabled",
            "true",
            "leaderElection.namespace",
            namespace),
        new RequestLog(),
        "second");
  }

  private void start(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("management.enabled", "true");
    all.put("management.port", Integer.toString(port));
    startController(all);
  }

  private String messages(HttpResponse<String> response) throws IOException {
    StringBuilder messages = new StringBuilder();
    for (JsonNode check : new ObjectMapper().readTree(response.body()).path("checks")) {
      messages.append(check.path("message").asText().replace("\\/", "/")).append("\n");
    }
    return messages.toString();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(port, path);
  }

  private HttpResponse<String> get(int at, String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
