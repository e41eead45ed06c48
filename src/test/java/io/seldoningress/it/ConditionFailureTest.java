package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.RecordedLog;
import io.seldoningress.testing.embedded.ApiRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Conditions that can't be written, and conditions of what can't be: by faults that only the
 * embedded server can make.
 */
class ConditionFailureTest extends IngressReadyFixture {

  private static final String FAILURES = "io.seldoningress.reconcile.ConditionFailures";
  private static final int MANY = 20;

  private final EmbeddedApiServer server = EmbeddedApiServer.start();

  @Override
  ApiServer server() {
    return server;
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  /** 403: a Role without seldondeployments/status. 404: a CRD without the subresource. */
  @ParameterizedTest
  @CsvSource({"403, Forbidden, 403", "404, NotFound, no status subresource", "500, '', 500"})
  void routesGoOnAndItIsToldOnce(int code, String reason, String told) throws Exception {
    startController();
    try (RecordedLog log = RecordedLog.of(FAILURES);
        RecordedLog letters = RecordedLog.of("io.seldoningress.DeadLetter")) {
      try (AutoCloseable refusal = server.refuse(ConditionFailureTest::isOnStatus, code, reason)) {
        for (int i = 0; i < MANY; i++) {
          apply("income-" + i, predictors("main=75", "canary=25"));
        }
        for (int i = 0; i < MANY; i++) {
          awaitShares("income-" + i, "main=75 canary=25");
        }
        apply("income-0", predictors("main=50", "canary=50"));
        awaitShares("income-0", "main=50 canary=50");

        log.await(told);
        // Those that were under way at once, and one that finds out.
        assertThat(requests().count("PATCH", "/status")).isLessThan(MANY);
        assertThat(log.lines()).hasSize(1).allMatch(line -> line.startsWith("WARN"));
      }
      // The pause is longer where this took longer.
      eventually().atMost(Duration.ofMinutes(3)).until(this::allAreTold);
      log.await("conditions are written again");
      assertThat(log.lines()).hasSize(2);
      assertThat(letters.lines()).isEmpty();
      assertThat(warnings("income-0")).isEmpty();
    }
  }

  private boolean allAreTold() {
    return IntStream.range(0, MANY)
        .allMatch(i -> "True".equals(condition("income-" + i).get("status")));
  }

  @ParameterizedTest
  @CsvSource({"409, Conflict", "422, Invalid"})
  void whatIsRefusedForItselfIsTriedAgainAndOthersDoNotWait(int code, String reason)
      throws Exception {
    AtomicInteger left = new AtomicInteger(2);
    startController();
    try (AutoCloseable refusal =
        server.refuse(
            request ->
                isOnStatus(request)
                    && request.name().equals("income")
                    && left.getAndDecrement() > 0,
            code,
            reason)) {
      apply("income", predictors("main"));
      apply("other", predictors("main"));

      awaitRouted("other");
      awaitRouted("income");
      eventually().until(() -> statusWrites("income").size() == 3);
      eventually().until(() -> statusWrites("other").size() == 1);
    }
  }

  @Test
  void whatCannotBeWrittenIsToldInTheCondition() throws Exception {
    startController(Map.of("deadLetter.probeInterval", "500ms"));
    try (AutoCloseable refusal =
        server.refuse(ConditionFailureTest::isWriteOfRoutes, 403, "Forbidden")) {
      apply("income", predictors("main"));

      assertThat(awaitCondition("income", "False", "Forbidden").get("message").toString())
          .contains("/destinationrules/income-main was answered 403");
    }

    awaitRouted("income");
    eventually().until(() -> statusWrites("income").size() == 2);
  }

  /** The turn failed, and its object waits for long; the condition does not. */
  @Test
  void aConflictOfTheConditionDoesNotWaitForTheDeadLetter() throws Exception {
    AtomicInteger left = new AtomicInteger(1);
    startController(Map.of("deadLetter.probeInterval", "24h", "deadLetter.retryInterval", "24h"));
    try (AutoCloseable refusal =
            server.refuse(ConditionFailureTest::isWriteOfRoutes, 403, "Forbidden");
        AutoCloseable conflict =
            server.refuse(
                request -> isOnStatus(request) && left.getAndDecrement() > 0, 409, "Conflict")) {
      apply("income", predictors("main"));

      awaitCondition("income", "False", "Forbidden");
    }
  }

  private static boolean isOnStatus(ApiRequest request) {
    return request.subresource().equals("status");
  }

  private static boolean isWriteOfRoutes(ApiRequest request) {
    return request.method().equals("PATCH") && request.group().equals("networking.istio.io");
  }
}
