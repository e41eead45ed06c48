package io.seldoningress.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.RecordedLog;
import io.seldoningress.testing.embedded.ApiRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The contract on the embedded API server, and what happens when that fails. */
class EmbeddedLeaseTest extends LeaseContract {

  private static final EmbeddedApiServer SERVER = EmbeddedApiServer.start();
  private static final Duration MEDIUM = Duration.ofSeconds(3);

  @Override
  ApiServer server() {
    return SERVER;
  }

  @AfterAll
  static void stopServer() {
    SERVER.close();
  }

  @Test
  void whoCantRenewLosesItAndLeadsAgainWhenItCan() throws Exception {
    try (RecordedLog log = RecordedLog.of(LeaseClusterService.class)) {
      Replica a = start("a", MEDIUM);
      awaitLeads(a);
      try (AutoCloseable refusal = SERVER.refuse(this::isUpdate, 503, "ServiceUnavailable")) {
        eventually().until(() -> !a.leads());
        assertThat(a.mayWrite()).isFalse();
      }
      awaitLeads(a);

      assertThat(a.mayWrite()).isTrue();
      assertThat(a.leaders()).containsExactly("a", "nobody", "a");
      assertThat(log.lines())
          .containsExactly(
              "INFO a leads from now on: it holds the Lease " + namespace + "/lease",
              "WARN a does not lead any more: the Lease %s/lease was not renewed for 2s, or is gone"
                  .formatted(namespace),
              "INFO a leads from now on: it holds the Lease " + namespace + "/lease");
    }
  }

  /** The first one stops before the second one begins, as each of them sees it. */
  @Test
  void whoCantRenewHasStoppedWhenAnotherOneTakesOver() throws Exception {
    Replica a = start("a", MEDIUM);
    awaitLeads(a);
    Replica b = start("b", MEDIUM);
    eventually().until(() -> b.leader().equals("a"));
    try (AutoCloseable refusal =
        SERVER.refuse(request -> isUpdate(request) && isOf("a", request), 403, "Forbidden")) {
      eventually()
          .until(
              () -> {
                boolean bMay = b.mayWrite();
                assertThat(bMay && a.mayWrite()).isFalse();
                return bMay;
              });
      eventually().until(() -> a.leader().equals("b"));
      assertThat(a.leaders()).startsWith("a", "nobody");
    }
  }

  @Test
  void whatIsMissingInTheRoleIsNamedOnce() throws Exception {
    try (RecordedLog log = RecordedLog.of(LeaseFailures.class)) {
      Replica a;
      try (AutoCloseable refusal = SERVER.refuse(this::isOnLease, 403, "Forbidden")) {
        a = start("a", ENDLESS);
        eventually().until(() -> a.looks() >= 3);
        assertThat(log.lines())
            .containsExactly(
                "WARN no permission to get leases.coordination.k8s.io in namespace "
                    + namespace
                    + ": a Role with the verbs get, create and update is missing; trying again each 0.1s");
        assertThat(health(a).getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health(a).getMessage().orElse("")).contains("no permission to get leases");
      }
      awaitLeads(a);

      log.await("INFO the Lease " + namespace + "/lease can be read again");
      assertThat(health(a).getState()).isEqualTo(HealthCheck.State.UP);
    }
  }

  @Test
  void aVerbThatIsMissingIsNamedThoughOthersWork() throws Exception {
    try (RecordedLog log = RecordedLog.of(LeaseFailures.class);
        AutoCloseable refusal =
            SERVER.refuse(
                request -> isOnLease(request) && request.method().equals("POST"),
                403,
                "Forbidden")) {
      Replica a = start("a", ENDLESS);
      eventually().until(() -> a.requests.count("POST", "/leases") >= 3);

      assertThat(log.lines()).hasSize(1).first().asString().contains("no permission to create");
    }
  }

  @Test
  void whoWaitsIsUpAndTellsWhoLeads() {
    awaitLeads(start("a", ENDLESS));
    Replica b = start("b", ENDLESS);
    eventually().until(() -> b.leader().equals("a"));

    assertThat(health(b).getState()).isEqualTo(HealthCheck.State.UP);
    assertThat(health(b).getDetails())
        .containsAllEntriesOf(
            Map.of(
                "leader", "a", "identity", "b", "leading", false, "lease", namespace + "/lease"));
  }

  /** It is given back in vain, and the process ends all the same. */
  @Test
  void whoEndsWhileTheServerFailsEnds() throws Exception {
    try (RecordedLog log = RecordedLog.of(LeaseClusterService.class)) {
      Replica a = start("a", ENDLESS);
      awaitLeads(a);
      try (AutoCloseable refusal = SERVER.refuse(this::isOnLease, 500, "InternalError")) {
        a.context().stop();
      }

      assertThat(log.lines()).last().asString().contains("could not give the Lease");
      assertThat(lease().get().getSpec().getHolderIdentity()).isEqualTo("a");
    }
  }

  /** Requests that are not answered do not keep it from noticing that its time is over. */
  @Test
  void whoIsNotAnsweredStopsAndAnotherOneTakesOver() throws Exception {
    Replica a = start("a", MEDIUM);
    awaitLeads(a);
    Replica b = start("b", MEDIUM);
    eventually().until(() -> b.leader().equals("a"));
    try (AutoCloseable silence =
        SERVER.ignore(request -> isOnLease(request) && isOf("a", request))) {
      eventually().until(b::leads);
      assertThat(a.mayWrite()).isFalse();
    }
    eventually().until(() -> a.leader().equals("b"));

    assertThat(a.leaders()).containsExactly("a", "nobody", "b");
  }

  /** Its last request about the Lease was taken, though it does not know that. */
  @Test
  void whoDoesNotKnowWhetherItHoldsItLooksBeforeItEnds() throws Exception {
    Replica a = start("a", ENDLESS);
    awaitLeads(a);
    try (AutoCloseable silence = SERVER.refuse(this::isUpdate, 500, "InternalError")) {
      eventually().until(() -> a.requests.count(entry -> entry.status() == 500) > 0);
    }
    a.context().stop();

    assertThat(lease().get().getSpec().getHolderIdentity()).isNullOrEmpty();
  }

  @Test
  void whoIsNotAnsweredWhenItEndsEndsAllTheSame() throws Exception {
    Replica a = start("a", MEDIUM);
    awaitLeads(a);
    try (AutoCloseable silence = SERVER.ignore(this::isOnLease)) {
      a.context().stop();
    }

    assertThat(lease().get().getSpec().getHolderIdentity()).isEqualTo("a");
  }

  /** One that can't lead yet must not keep from leading one that can. */
  @Test
  void whoIsNotReadyTakesNoPart() {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    Replica a = start("a", ENDLESS, ready);
    Replica b = start("b", ENDLESS);
    awaitLeads(b);
    assertThat(a.requests.entries()).isEmpty();
    ready.complete(null);

    eventually().until(() -> a.leader().equals("b"));
  }

  @Test
  void whoIsNeverReadyEndsAllTheSame() {
    Replica a = start("a", ENDLESS, new CompletableFuture<>());
    a.context().stop();

    assertThat(a.requests.entries()).isEmpty();
  }

  @Test
  void aServiceThatIsStartedAgainTakesPartAgain() {
    Replica a = start("a", ENDLESS);
    awaitLeads(a);
    a.service.stop();
    eventually().until(() -> !a.leads());
    assertThat(a.mayWrite()).isFalse();
    a.service.start();
    awaitLeads(a);

    assertThat(a.leaders()).containsExactly("a", "nobody", "a");
  }

  private static HealthCheck.Result health(Replica replica) {
    return new LeaderHealthCheck(replica.service).call(Map.of());
  }

  private boolean isUpdate(ApiRequest request) {
    return isOnLease(request) && request.method().equals("PUT");
  }

  private static boolean isOf(String identity, ApiRequest request) {
    return request.userAgent().equals(identity);
  }

  private boolean isOnLease(ApiRequest request) {
    return request.plural().equals("leases") && request.namespace().equals(namespace);
  }
}
