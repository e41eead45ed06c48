package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.queue.KeyedQueue.Depth;
import io.seldoningress.testing.embedded.ApiRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watch ends, expires, or the server is away. */
class OutageTest extends InformerFixture {

  private final LogLines log = LogLines.of(InformerFailures.class);

  @BeforeEach
  void handleWhatIsThere() {
    for (String name : new String[] {"changed", "deleted", "replaced", "untouched"}) {
      create(name);
    }
    addRoute("route", CONFIG_MAPS);
    context.start();
    received.await("changed=0", "deleted=0", "replaced=0", "untouched=0");
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));
    received.clear();
  }

  private void changeAll() {
    change("changed", 1);
    delete("deleted");
    delete("replaced");
    create("replaced");
    create("new");
  }

  private void awaitAllHandled() {
    awaitAllSeen();
    assertThat(received.all()).contains("changed=1", "deleted DELETED", "replaced=0", "new=0");
    assertThat(received.all()).doesNotContain("untouched=0");
  }

  @Test
  void aWatchThatEndedGoesOnWhereItWas() {
    server.endWatches();
    changeAll();

    awaitAllHandled();
    assertThat(lists("configmaps")).isEqualTo(1);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aWatchThatExpiredListsAgain() throws Exception {
    whileRefused(
        ApiRequest::isWatch,
        500,
        "InternalError",
        () -> {
          server.endWatches();
          changeAll();
          server.expireWatches();
        });

    awaitAllHandled();
    assertThat(lists("configmaps")).isEqualTo(2);
  }

  @Test
  void whatHappensWhileTheServerIsAwayIsSeenWhenItIsBack() throws Exception {
    server.takeDown();
    eventually().until(() -> !component.problems().isEmpty());
    server.bringUp();
    whileRefused(
        request -> request.plural().equals("configmaps") && request.isWatch(),
        503,
        "ServiceUnavailable",
        () -> {
          changeAll();
        });

    awaitAllHandled();
    eventually().until(() -> component.problems().isEmpty());
  }

  @Test
  void anOutageIsToldOnceWithItsReasonAndItsEndToo() {
    for (int outage = 1; outage <= 2; outage++) {
      server.takeDown();
      eventually().until(() -> component.problems().toString().contains("Connection refused"));
      server.bringUp();
      eventually().until(() -> component.problems().isEmpty());
      int lines = 2 * outage;
      eventually().until(() -> log.lines().size() == lines);
      assertThat(log.lines().get(lines - 2))
          .startsWith("WARN can't watch v1/configmaps in default: Connection refused")
          .endsWith("; trying again with back-off");
      assertThat(log.lines().get(lines - 1))
          .isEqualTo("INFO watching v1/configmaps in default again");
    }
  }

  @Test
  void aPermissionThatIsTakenAwayIsTold() throws Exception {
    whileRefused(
        request -> request.plural().equals("configmaps"),
        403,
        "Forbidden",
        () -> {
          server.endWatches();

          eventually()
              .untilAsserted(
                  () ->
                      assertThat(component.problems())
                          .containsExactly(
                              "no permission to list and watch v1/configmaps in default:"
                                  + " a Role or ClusterRole with these verbs is missing"));
        });
    eventually().until(() -> component.problems().isEmpty());
    create("a");
    received.await("a=0");
  }

  /** Servers end each watch after some minutes: health does not go down for that. */
  @Test
  void aWatchThatBeginsAgainAtOnceIsNoProblem() {
    server.endWatches();
    long watches = watches("configmaps");
    eventually()
        .until(
            () -> {
              assertThat(component.problems()).isEmpty();
              return watches("configmaps") > watches;
            });
  }
}
