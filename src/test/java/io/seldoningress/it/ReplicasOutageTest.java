package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.RecordedLog;
import io.seldoningress.testing.RunningController;
import io.seldoningress.testing.embedded.ApiRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A leader that is cut off from its Lease, while there is work all the time. */
class ReplicasOutageTest extends ReplicasContract {

  private static final String LEASE = "6s";
  private static final int DEPLOYMENTS = 20;

  private static final String STEPS =
      """
            uri: direct:apply-virtual-service
            steps:
      """;

  /** Stands still while a property of the JVM says so, and has something to write then. */
  private static final String WAIT_AND_LABEL =
      """
              - loop:
                  doWhile: true
                  simple: "${sys.GATE} == 'closed'"
                  steps:
                    - delay:
                        constant: 20
              - script:
                  simple: "${body.metadata.labels.put('late', 'yes')}"
      """;

  private final EmbeddedApiServer server = EmbeddedApiServer.start();
  private final AtomicInteger changes = new AtomicInteger();

  /** Whose writes of routes the server took or refused, in its order. */
  private final List<String> writers = new CopyOnWriteArrayList<>();

  @Override
  ApiServer server() {
    return server;
  }

  @BeforeEach
  void begin() {
    writers.clear();
    changes.set(0);
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  @Test
  void whoCantRenewStopsInTheMiddleOfABatchBeforeTheOtherBegins() throws Exception {
    RunningController a = startLeader("a", LEASE);
    RunningController b = start("b", LEASE);
    try (RecordedLog log = RecordedLog.of("io.seldoningress.DeadLetter");
        AutoCloseable watch = server.watchRequests(this::note);
        AutoCloseable refusal =
            server.refuse(request -> isOnLease(request, "a"), 403, "Forbidden")) {
      workUntilBothWrote();

      assertOneAfterTheOther();
      assertThat(a.leads()).isFalse();
      assertThat(log.lines()).isEmpty();
    }
    assertThat(warnings("income-0")).isEmpty();

    close(b);
    eventually().until(a::leads);
    awaitWhatWasAppliedLast();
  }

  /** One that stands still between two writes, and wakes up when another one leads. */
  @Test
  void theRestOfABatchThatIsResumedTooLateIsNotWritten() throws Exception {
    String gate = "gate-of-" + namespace;
    System.setProperty(gate, "closed");
    editRoutes(STEPS, STEPS + WAIT_AND_LABEL.replace("GATE", gate));
    RunningController a = startLeader("a", LEASE);
    leaveRoutes();
    RunningController b = start("b", LEASE);
    apply("income", predictors("main=75", "canary=25"));
    eventually().until(() -> writesOf("a").size() == 2);
    try (AutoCloseable refusal =
        server.refuse(request -> isOnLease(request, "a"), 403, "Forbidden")) {
      patiently().until(b::leads);
      awaitShares("income", "main=75 canary=25");
      eventually().until(b::idle);
      assertThat(a.depth("seldon-deployments").running()).isEqualTo(1);
      System.clearProperty(gate);
      eventually().until(() -> a.depth("seldon-deployments").running() == 0);
    }

    assertThat(writesOf("a")).hasSize(2);
    assertThat(virtualService("income").get().getMetadata().getLabels()).doesNotContainKey("late");
  }

  /** As when its process was killed, or its node is cut off. */
  @Test
  void whoFallsSilentIsSucceededWhenTheLeaseIsOver() throws Exception {
    startLeader("a", LEASE);
    start("b", LEASE);
    changeSome();
    eventually().until(() -> !writesOf("a").isEmpty());
    long before = System.nanoTime();
    try (AutoCloseable watch = server.watchRequests(this::note);
        AutoCloseable silence = server.ignore(request -> request.userAgent().equals("a"))) {
      workUntil("b");

      assertThat(System.nanoTime() - before).isGreaterThan(4_000_000_000L);
      assertOneAfterTheOther();
      awaitWhatWasAppliedLast();
    }
  }

  @Test
  void aloneItStopsAndGoesOnWhenItCanRenewAgain() throws Exception {
    RunningController a = startLeader("a", LEASE);
    try (AutoCloseable refusal =
        server.refuse(request -> isOnLease(request, "a"), 503, "ServiceUnavailable")) {
      eventually().until(() -> !a.leads());
      long writes = writesOf("a").size();
      changeSome();
      eventually().until(() -> a.depth("seldon-deployments").ready() == DEPLOYMENTS);
      assertThat(writesOf("a")).hasSize((int) writes);
    }

    awaitWhatWasAppliedLast();
  }

  private void workUntilBothWrote() {
    patiently().until(() -> change() && writers.contains("a"));
    workUntil("b");
  }

  private void workUntil(String writer) {
    patiently().until(() -> change() && writers.contains(writer));
    changeSome();
  }

  private void changeSome() {
    for (int i = 0; i < DEPLOYMENTS; i++) {
      change();
    }
  }

  private boolean change() {
    int number = changes.getAndIncrement();
    int share = share(number);
    apply("income-" + number % DEPLOYMENTS, predictors("main=" + share, "canary=" + (100 - share)));
    return true;
  }

  private void awaitWhatWasAppliedLast() {
    for (int i = 0; i < DEPLOYMENTS; i++) {
      int number = changes.get() - 1 - i;
      int share = share(number);
      awaitShares(
          "income-" + number % DEPLOYMENTS, "main=%d canary=%d".formatted(share, 100 - share));
    }
  }

  private static int share(int change) {
    return 1 + change / DEPLOYMENTS % 99;
  }

  private void assertOneAfterTheOther() {
    assertThat(writers.lastIndexOf("a"))
        .as("writers, in order: %s", writers)
        .isLessThan(writers.indexOf("b"));
  }

  private void note(ApiRequest request) {
    if (request.group().equals("networking.istio.io") && !request.method().equals("GET")) {
      writers.add(request.userAgent());
    }
  }

  private static boolean isOnLease(ApiRequest request, String replica) {
    return request.plural().equals("leases")
        && !request.method().equals("GET")
        && request.userAgent().equals(replica);
  }

  /** Work goes on at every look. */
  private static ConditionFactory patiently() {
    return eventually().atMost(Duration.ofMinutes(1));
  }
}
