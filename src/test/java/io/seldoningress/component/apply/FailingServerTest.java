package io.seldoningress.component.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a write tells of a server that refuses it, or says something else. */
class FailingServerTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          409 | {"kind": "Status", "apiVersion": "v1", "message": "the object has been modified", "code": 409} | PATCH /api/v1/x was answered 409: the object has been modified
          422 | {"kind": "Status", "apiVersion": "v1", "message": "spec.hosts is required", "code": 422}       | PATCH /api/v1/x was answered 422: spec.hosts is required
          403 | {"kind": "Status", "apiVersion": "v1", "reason": "Forbidden", "code": 403}                     | PATCH /api/v1/x was answered 403: Forbidden
          502 | <html>Bad gateway</html>    | PATCH /api/v1/x was answered 502: Bad Gateway
          404 | 404 page not found          | PATCH /api/v1/x was answered 404: Not Found
          503 | -                           | PATCH /api/v1/x was answered 503: Service Unavailable
          500 | {"half":                    | PATCH /api/v1/x was answered 500: Internal Server Error
          """)
  void anErrorHasTheCodeAndWhatTheServerSaid(int code, String body, String message)
      throws IOException {
    HttpServer server = serve(exchange -> answer(exchange, code, body));
    try (KubernetesClient client = client(server.getAddress().getPort(), 10_000)) {
      assertThatThrownBy(() -> patch(client))
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(code))
          .hasMessageStartingWith(message);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whenToComeBackIsKeptAlsoWhenAProxySaysIt() throws IOException {
    HttpServer server =
        serve(
            exchange -> {
              exchange.getResponseHeaders().set("Retry-After", "17");
              answer(exchange, 503, "<html>busy</html>");
            });
    try (KubernetesClient client = client(server.getAddress().getPort(), 10_000)) {
      assertThatThrownBy(() -> patch(client))
          .isInstanceOfSatisfying(
              KubernetesClientException.class,
              e -> assertThat(e.getStatus().getDetails().getRetryAfterSeconds()).isEqualTo(17));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsNotWaitedForLongerThanTheRequestTimeout() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, LOOPBACK);
        KubernetesClient client = client(silent.getLocalPort(), 300)) {
      long before = System.nanoTime();

      assertThatThrownBy(() -> patch(client))
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isZero())
          .hasMessageStartingWith("PATCH /api/v1/x ");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aServerThatIsNotThereIsTold() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 10, LOOPBACK)) {
      port = closed.getLocalPort();
    }
    try (KubernetesClient client = client(port, 10_000)) {
      assertThatThrownBy(() -> patch(client))
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isZero())
          .hasMessageContaining("PATCH /api/v1/x failed: ")
          .hasMessageContaining("Failed to connect to");
    }
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, LOOPBACK);
        KubernetesClient client = client(silent.getLocalPort(), 60_000)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> patch(client)).hasMessageContaining("was interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void noRequestTakesLongerThanThePermitGives() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, LOOPBACK);
        KubernetesClient client = client(silent.getLocalPort(), 60_000)) {
      long before = System.nanoTime();

      assertThatThrownBy(() -> patch(client, WritePermit.within(Duration.ofMillis(200))))
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isZero());
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }
  }

  private static HttpServer serve(HttpHandler handler) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    server.createContext("/", handler);
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, int code, String body) throws IOException {
    byte[] answer = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static void patch(KubernetesClient client) {
    patch(client, WritePermit.always());
  }

  private static void patch(KubernetesClient client, WritePermit permit) {
    new ApiRequests(client, permit).jsonPatch("/api/v1/x", "[]", "ours", Object.class);
  }

  private static KubernetesClient client(int port, int requestTimeout) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:" + port)
            .withRequestTimeout(requestTimeout)
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
