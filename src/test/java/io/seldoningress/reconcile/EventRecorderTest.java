package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.component.apply.ApiRequests;
import io.seldoningress.component.apply.WritePermit;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.RecordedLog;
import io.seldoningress.testing.RequestLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventRecorderTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofHours(1);

  private final EmbeddedApiServer server = EmbeddedApiServer.start();
  private final RequestLog requests = new RequestLog();
  private final KubernetesClient client = server.newClient(requests);
  private final SeldonDeployment deployment =
      SeldonDeployments.withSpec("predictors: [{name: main}]");
  private EventRecorder recorder;

  @BeforeEach
  void prepare() {
    deployment.getMetadata().setNamespace("default");
    recorder = start(LONG);
  }

  @AfterEach
  void stop() {
    recorder.stop();
    client.close();
    server.close();
  }

  @Test
  void oneEventForEachReasonWithTheNewestMessage() {
    recorder.record(EventSubject.of(deployment), Reason.INVALID.eventReason(), "one");
    recorder.record(EventSubject.of(deployment), Reason.FORBIDDEN.eventReason(), "two");
    eventually().until(() -> events().size() == 2);
    recorder.record(EventSubject.of(deployment), Reason.INVALID.eventReason(), "three");

    eventually()
        .untilAsserted(
            () ->
                assertThat(events())
                    .extracting(Event::getReason, Event::getMessage, Event::getCount)
                    .containsExactlyInAnyOrder(
                        tuple("InvalidSeldonDeployment", "three", 2),
                        tuple("Forbidden", "two", 1)));
    assertThat(events()).extracting(Event::getType).containsOnly("Warning");
  }

  @Test
  void whatHappensAgainRaisesTheCountAfterAWhileInOneWrite() {
    recorder.stop();
    recorder = start(SHORT);
    for (int i = 0; i < 100; i++) {
      recorder.record(EventSubject.of(deployment), Reason.REJECTED.eventReason(), "one");
    }

    eventually()
        .untilAsserted(() -> assertThat(events()).extracting(Event::getCount).containsExactly(100));
    Event event = events().get(0);
    assertThat(event.getFirstTimestamp()).isLessThanOrEqualTo(event.getLastTimestamp());
    assertThat(requests.writes()).hasSizeLessThan(10);
  }

  @Test
  void whatHappensAgainSoonIsNotWrittenYet() {
    recorder.record(EventSubject.of(deployment), Reason.REJECTED.eventReason(), "one");
    eventually().until(() -> !events().isEmpty());
    for (int i = 0; i < 100; i++) {
      recorder.record(EventSubject.of(deployment), Reason.REJECTED.eventReason(), "one");
    }
    recorder.record(EventSubject.of(deployment), Reason.FORBIDDEN.eventReason(), "sentinel");
    eventually().until(() -> events().size() == 2);

    assertThat(requests.writes()).hasSize(2);
  }

  @Test
  void anotherProcessLeavesWhatIsToldAsItIs() {
    recorder.record(EventSubject.of(deployment), Reason.REJECTED.eventReason(), "one");
    eventually().until(() -> !events().isEmpty());
    recorder.stop();
    recorder = start(LONG);
    recorder.record(EventSubject.of(deployment), Reason.REJECTED.eventReason(), "one");
    recorder.record(EventSubject.of(deployment), Reason.FORBIDDEN.eventReason(), "sentinel");
    eventually().until(() -> events().size() == 2);

    assertThat(requests.writes()).hasSize(2);
  }

  @Test
  void anEventThatCouldNotBeWrittenIsWrittenLater() throws Exception {
    recorder.stop();
    recorder = start(SHORT);
    AutoCloseable outage =
        server.refuse(request -> request.plural().equals("events"), 503, "Unavailable");
    recorder.record(EventSubject.of(deployment), Reason.REJECTED.eventReason(), "one");
    recorder.record(EventSubject.of(deployment), Reason.REJECTED.eventReason(), "two");
    eventually().until(() -> requests.count(entry -> entry.status() == 503) > 1);
    outage.close();

    eventually()
        .untilAsserted(
            () -> assertThat(events()).extracting(Event::getMessage).containsExactly("two"));
    assertThat(events().get(0).getCount()).isEqualTo(2);
  }

  @Test
  void aPermissionThatIsMissingIsToldInTheLog() throws Exception {
    try (RecordedLog log = RecordedLog.of(EventRecorder.class);
        AutoCloseable refusal =
            server.refuse(request -> request.plural().equals("events"), 403, "Forbidden")) {
      recorder.record(EventSubject.of(deployment), Reason.REJECTED.eventReason(), "one");

      log.await("could not write an Event: ");
    }
  }

  @Test
  void aLongMessageIsCutToWhatAnEventTakes() {
    recorder.record(EventSubject.of(deployment), Reason.INVALID.eventReason(), "x".repeat(5_000));
    eventually().until(() -> !events().isEmpty());

    assertThat(events().get(0).getMessage()).hasSize(1024).endsWith("...");
  }

  private EventRecorder start(Duration pace) {
    Clock clock = Clock.systemUTC();
    EventRecorder started =
        new EventRecorder(
            new WarningEvents(new ApiRequests(client, WritePermit.always()), clock),
            clock,
            pace,
            SHORT);
    started.start();
    return started;
  }

  private List<Event> events() {
    return client.v1().events().inNamespace("default").list().getItems();
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10));
  }
}
