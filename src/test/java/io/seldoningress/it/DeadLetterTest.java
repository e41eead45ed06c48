package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.RecordedLog;
import io.seldoningress.testing.embedded.ApiRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What happens to SeldonDeployments whose writes fail, by faults that only the embedded server can
 * make.
 */
class DeadLetterTest extends ControllerContract {

  private static final int MANY = 50;

  private final EmbeddedApiServer server = EmbeddedApiServer.start();

  @Override
  ApiServer server() {
    return server;
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  @Test
  void aFailureThatShouldPassAndDoesNotIsADeadLetterInTheEnd() throws Exception {
    startController(Map.of("queue.maximumRetries", "2", "reconcile.redeliveryDelay", "1ms"));
    try (AutoCloseable storm = server.refuse(DeadLetterTest::isWriteOfRoutes, 503, "Unavailable")) {
      apply("income", predictors("main"));
      assertThat(awaitWarning("income", "ApiServerUnavailable")).contains("503");
      // Three turns of four tries each.
      assertThat(requests().count(entry -> entry.status() == 503)).isGreaterThanOrEqualTo(12);
    }

    awaitVirtualService("income");
  }

  @Test
  void whatOneFindsOutWakesAllThatFailedForTheSameReason() throws Exception {
    startController(Map.of("deadLetter.retryInterval", "24h", "queue.initialDelay", "200ms"));
    try (RecordedLog log = RecordedLog.of("io.seldoningress.DeadLetter");
        AutoCloseable refusal = server.refuse(DeadLetterTest::isWriteOfRoutes, 403, "Forbidden")) {
      for (int i = 0; i < MANY; i++) {
        apply("income-" + i, predictors("main"));
      }
      eventually().until(() -> log.lines().size() == MANY);
      long before = forbidden();
      eventually().until(() -> forbidden() > before + 1);
      // One of them asks again; the others wait.
      assertThat(forbidden()).isLessThan(MANY + 20);
      assertThat(log.lines()).hasSize(MANY);
    }

    for (int i = 0; i < MANY; i++) {
      awaitVirtualService("income-" + i);
    }
  }

  @Test
  void whatIsToldAgainRaisesTheCountOfOneEvent() throws Exception {
    startController(Map.of("deadLetter.probeInterval", "500ms"));
    try (AutoCloseable refusal = server.refuse(DeadLetterTest::isWriteOfRoutes, 422, "Invalid")) {
      for (int i = 1; i <= 20; i++) {
        apply("income", predictors("main=" + (100 - i), "canary=" + i));
        int tries = i;
        eventually().until(() -> requests().count(entry -> entry.status() == 422) >= tries);
      }
      assertThat(awaitWarning("income", "Rejected")).contains("422");
    }
    awaitShares("income", "main=80 canary=20");

    assertThat(warnings("income")).hasSize(1);
    assertThat(warnings("income")).extracting(Event::getReason).containsExactly("Rejected");
  }

  @Test
  void anOlderStateIsNotTriedAgainWhenThereIsANewerOne() throws Exception {
    startController(
        Map.of("reconcile.redeliveryDelay", "1s", "reconcile.maximumRedeliveryDelay", "1s"));
    List<String> written = new CopyOnWriteArrayList<>();
    try (Watch watch = virtualService("income").watch(recordTo(written))) {
      try (AutoCloseable storm =
          server.refuse(DeadLetterTest::isWriteOfRoutes, 503, "Unavailable")) {
        apply("income", predictors("main=75", "canary=25"));
        eventually().until(() -> refusedOf("income") == 1);
        apply("income", predictors("main=50", "canary=50"));
        // Events come in order: when this one is handled, the change before it is known.
        apply(SENTINEL, predictors("main"));
        eventually().until(() -> refusedOf(SENTINEL) > 0);
      }
      awaitShares("income", "main=50 canary=50");
      eventually().until(() -> !written.isEmpty());
    }

    assertThat(written).containsOnly("main=50 canary=50");
  }

  private long refusedOf(String name) {
    return requests()
        .count(entry -> entry.status() == 503 && entry.path().contains("/" + name + "-"));
  }

  private static Watcher<VirtualService> recordTo(List<String> written) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, VirtualService object) {
        written.add(shares(object));
      }

      @Override
      public void onClose(WatcherException cause) {
        written.add("the watch was closed");
      }
    };
  }

  private long forbidden() {
    return requests().count(entry -> entry.status() == 403);
  }

  private static boolean isWriteOfRoutes(ApiRequest request) {
    return request.method().equals("PATCH") && request.group().equals("networking.istio.io");
  }
}
