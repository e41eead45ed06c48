package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.queue.KeyedQueue.Depth;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The option leaderOnly: a route that hands over objects only while its process leads. */
class LeaderOnlyTest extends InformerFixture {

  private static final String LEADER_ONLY = CONFIG_MAPS + "&leaderOnly=true";

  private final TestCluster cluster = new TestCluster();

  @BeforeEach
  void createSome() {
    create("a");
    create("b");
  }

  @Test
  void whoStandsByKeepsItsCacheAndItsQueueReady() throws Exception {
    startStandingBy(LEADER_ONLY);
    change("a", 1);
    create("c");
    delete("b");
    eventually().until(() -> cached("a").equals("1") && cached("b").isEmpty());

    assertThat(depth("route")).isEqualTo(new Depth(3, 0, 0));
    assertThat(received.all()).isEmpty();
    assertThat(context.getRoute("route").getConsumer()).isNotNull();
  }

  @Test
  void whoComesToLeadIsHandedEachObjectOnce() throws Exception {
    startStandingBy(LEADER_ONLY);
    change("a", 1);
    delete("b");
    eventually().until(() -> cached("a").equals("1") && cached("b").isEmpty());
    cluster.lead(true);
    awaitAllSeen();

    received.await("a=1", "b DELETED");
  }

  @Test
  void whoIsToldAgainThatItLeadsDoesNothingAnew() throws Exception {
    startLeading(LEADER_ONLY);
    cluster.lead(true);
    awaitAllSeen();

    received.await();
  }

  @Test
  void whoLosesIsHandedNothingMore() throws Exception {
    startLeading(LEADER_ONLY);
    cluster.lead(false);
    change("a", 1);
    eventually().until(() -> depth("route").equals(new Depth(1, 0, 0)));

    assertThat(received.all()).isEmpty();
  }

  /** The one that led meanwhile may have changed anything. */
  @Test
  void whoLeadsAgainIsHandedEverythingAnew() throws Exception {
    startLeading(LEADER_ONLY);
    cluster.lead(false);
    change("a", 1);
    eventually().until(() -> depth("route").ready() == 1);
    cluster.lead(true);
    awaitAllSeen();

    received.await("a=1", "b=0");
  }

  @Test
  void aRouteThatLeavesOutWhatIsThereIsHandedWhatChanged() throws Exception {
    startLeading(LEADER_ONLY + "&skipInitial=true");
    cluster.lead(false);
    change("a", 1);
    eventually().until(() -> depth("route").ready() == 1);
    cluster.lead(true);
    awaitAllSeen();

    received.await("a=1");
  }

  @Test
  void whatFailedBeforeComesAtOnceAndNotAfterItsWait() throws Exception {
    startStandingBy(
        LEADER_ONLY + "&skipInitial=true&backOffInitialDelay=1h&backOffMaximumDelay=1h",
        "route",
        exchange -> {
          if (received.all().isEmpty()) {
            received.process(exchange);
            throw new IllegalStateException("not the leader any more");
          }
          received.process(exchange);
        });
    cluster.lead(true);
    change("a", 1);
    eventually().until(() -> depth("route").waiting() == 1);
    cluster.lead(false);
    cluster.lead(true);

    received.await("a=1", "a=1");
  }

  @Test
  void anExchangeThatHasBegunEnds() throws Exception {
    Gate gate = new Gate();
    startStandingBy(LEADER_ONLY + "&concurrentConsumers=1", "route", gate, received);
    cluster.lead(true);
    gate.awaitEntered(1);
    cluster.lead(false);
    gate.open(2);
    eventually().until(() -> depth("route").running() == 0);

    assertThat(received.all()).hasSize(1);
    cluster.lead(true);
    eventually().until(() -> received.all().size() >= 2 && depth("route").ready() == 0);
  }

  @Test
  void aRouteThatIsSuspendedIsHandedNothingWhoeverLeads() throws Exception {
    startStandingBy(LEADER_ONLY);
    context.getRouteController().suspendRoute("route");
    cluster.lead(true);
    assertThat(depth("route")).isEqualTo(new Depth(2, 0, 0));
    cluster.lead(false);
    context.getRouteController().resumeRoute("route");
    assertThat(depth("route")).isEqualTo(new Depth(2, 0, 0));
    cluster.lead(true);

    received.await("a=0", "b=0");
  }

  @Test
  void aRouteThatStartsWhileItLeadsBeginsAtOnce() throws Exception {
    context.addService(cluster);
    context.start();
    cluster.lead(true);
    addRoute("route", LEADER_ONLY);

    received.await("a=0", "b=0");
  }

  @Test
  void otherRoutesDoNotWait() throws Exception {
    startStandingBy(LEADER_ONLY);
    Received everywhere = new Received();
    addRoute("everywhere", CONFIG_MAPS, everywhere);

    everywhere.await("a=0", "b=0");
    assertThat(received.all()).isEmpty();
  }

  @Test
  void withoutAClusterServiceItAlwaysLeads() {
    addRoute("route", LEADER_ONLY);
    context.start();

    received.await("a=0", "b=0");
  }

  @Test
  void aRouteThatIsGoneIsNotToldAnyMore() throws Exception {
    startStandingBy(LEADER_ONLY);
    assertThat(cluster.viewsInUse()).isEqualTo(1);
    removeRoute("route");

    assertThat(cluster.viewsInUse()).isZero();
    cluster.lead(true);
    assertThat(received.all()).isEmpty();
  }

  /** Starts, stops and changes of leadership come from different threads. */
  @Test
  void whateverComesWhenTheLastStateCounts() throws Exception {
    startStandingBy(LEADER_ONLY);
    CompletableFuture<Void> leading =
        CompletableFuture.runAsync(
            () -> {
              Random random = new Random(1);
              for (int i = 0; i < 300; i++) {
                cluster.lead(random.nextBoolean());
              }
              cluster.lead(true);
            },
            task -> new Thread(task).start());
    for (int i = 0; i < 30; i++) {
      context.getRouteController().suspendRoute("route");
      context.getRouteController().resumeRoute("route");
    }
    leading.get(20, TimeUnit.SECONDS);
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));
    received.clear();
    change("a", 1);
    awaitAllSeen();

    received.await("a=1");
  }

  private void startStandingBy(String uri) throws Exception {
    startStandingBy(uri, "route", received);
  }

  private void startStandingBy(String uri, String id, org.apache.camel.Processor... processors)
      throws Exception {
    context.addService(cluster);
    addRoute(id, uri, processors);
    context.start();
    awaitWatching();
    eventually().until(() -> cached("b").equals("0"));
    if (!uri.contains("skipInitial")) {
      eventually().until(() -> depth(id).ready() == 2);
    }
  }

  private void startLeading(String uri) throws Exception {
    startStandingBy(uri);
    cluster.lead(true);
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));
    received.clear();
  }
}
