package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.seldoningress.testing.RunningController;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint that a user adds to the dead-letter route, as the README shows it: a webhook. */
abstract class DeadLetterRouteContract extends ControllerContract {

  private static final String LAST_STEP = "            ref: report\n            method: log\n";

  private static final String WEBHOOK =
      """
              - marshal:
                  json: {}
              - to: "vertx-http:{{user.webhook}}"
      """;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch answers = new CountDownLatch(1);

  @TempDir Path folder;
  private HttpServer webhook;

  @BeforeEach
  void startWebhook() throws IOException {
    webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    webhook.setExecutor(threads);
    webhook.start();
    try (Stream<Path> files = Files.list(RunningController.ROUTES)) {
      files.forEach(file -> copy(file, folder.resolve(file.getFileName())));
    }
    Path file = folder.resolve("dead-letter.yaml");
    String text = Files.readString(file);
    assertThat(text).contains(LAST_STEP);
    Files.writeString(file, text.replace(LAST_STEP, LAST_STEP + WEBHOOK));
  }

  @AfterEach
  void stopWebhook() {
    answers.countDown();
    webhook.stop(0);
    threads.shutdownNow();
  }

  @Test
  void itIsToldOnceOfEachProblem() {
    startController("/told", this::answer);
    apply("income", predictors("main=90"));
    eventually().until(() -> told.size() == 1);
    apply("income", "labels: {team: ml}", predictors("main=90"));
    apply("other", predictors("main=80"));
    eventually().until(() -> told.size() == 2);
    apply("income", predictors("main=100"));
    awaitVirtualService("income");
    apply("income", predictors("main=70"));
    eventually().until(() -> told.size() == 3);

    JsonNode first = told.get(0);
    assertThat(first.get("namespace").asText()).isEqualTo(namespace);
    assertThat(first.get("name").asText()).isEqualTo("income");
    assertThat(first.get("reason").asText()).isEqualTo("InvalidSeldonDeployment");
    assertThat(first.get("message").asText()).contains("traffic");
    assertThat(first.get("tries").asInt()).isEqualTo(1);
    assertThat(first.get("firstTime").asText()).startsWith("20").endsWith("Z");
    assertThat(first.get("resource").asText()).endsWith("/seldondeployments");
    assertThat(told.get(1).get("name").asText()).isEqualTo("other");
  }

  @Test
  void oneThatDoesNotAnswerHoldsNothingUp() {
    startController(
        "/stuck",
        exchange -> {
          read(exchange);
          awaitEndOfTest();
        });
    for (int i = 0; i < 30; i++) {
      apply("broken-" + i, predictors("main=90"));
    }
    eventually().until(() -> !told.isEmpty());
    apply("income", predictors("main"));

    awaitVirtualService("income");
  }

  @Test
  void oneThatFailsChangesNothing() {
    startController("/nothing-there", null);
    apply("income", predictors("main=90"));
    assertThat(awaitWarning("income", "InvalidSeldonDeployment")).contains("traffic");
    apply("income", predictors("main=100"));

    awaitVirtualService("income");
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private void startController(String path, Answer answer) {
    if (answer != null) {
      webhook.createContext(path, answer::to);
    }
    startController(
        Map.of(
            "routes.directory",
            folder.toString(),
            "user.webhook",
            "http://127.0.0.1:" + webhook.getAddress().getPort() + path));
  }

  private void answer(HttpExchange exchange) throws IOException {
    read(exchange);
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private void read(HttpExchange exchange) throws IOException {
    told.add(new ObjectMapper().readTree(exchange.getRequestBody()));
  }

  private void awaitEndOfTest() {
    try {
      answers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
