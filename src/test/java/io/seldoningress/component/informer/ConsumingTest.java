package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.queue.KeyedQueue.Depth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a consumer hands to its route. */
class ConsumingTest extends InformerFixture {

  @Test
  void objectsThatExistComeFirstThenEachThatIsMade() {
    create("a");
    create("b");
    addRoute("route", CONFIG_MAPS);
    context.start();
    received.await("a=0", "b=0");
    create("c");

    received.await("a=0", "b=0", "c=0");
  }

  @Test
  void aChangedObjectComesWithItsNewestState() {
    create("a");
    addRoute("route", CONFIG_MAPS);
    context.start();
    received.await("a=0");
    change("a", 1);

    received.await("a=0", "a=1");
  }

  @Test
  void headersTellTheObjectAndWhatHappened() {
    List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
    List<Boolean> bodies = new CopyOnWriteArrayList<>();
    addRoute(
        "route",
        CONFIG_MAPS,
        exchange -> {
          bodies.add(exchange.getMessage().getBody() != null);
          headers.add(Map.copyOf(exchange.getMessage().getHeaders()));
        });
    context.start();
    create("a");
    eventually().until(() -> bodies.equals(List.of(true)));
    delete("a");
    eventually().until(() -> bodies.equals(List.of(true, false)));

    Map<String, Object> object =
        Map.of(
            "CamelKubernetesNamespaceName", "default",
            "CamelKubernetesInformerName", "a",
            "CamelKubernetesInformerResource", "v1/configmaps");
    assertThat(headers.get(0)).containsAllEntriesOf(object);
    assertThat(headers.get(0)).containsEntry("CamelKubernetesEventAction", "MODIFIED");
    assertThat(headers.get(1)).containsAllEntriesOf(object);
    assertThat(headers.get(1)).containsEntry("CamelKubernetesEventAction", "DELETED");
  }

  @Test
  void changesWhileTheObjectIsHandledGiveOneMoreExchangeWithTheNewestState() throws Exception {
    create("a");
    Gate gate = new Gate();
    addRoute("route", CONFIG_MAPS, received, gate);
    context.start();
    gate.awaitEntered(1);
    for (int i = 1; i <= 50; i++) {
      change("a", i);
    }
    eventually().until(() -> cached("a").equals("50"));
    gate.open(1_000);

    awaitAllSeen();
    received.await("a=0", "a=50");
  }

  @Test
  void anObjectThatIsMadeAndDeletedWhileOthersAreHandledIsOneExchangeWithoutABody()
      throws Exception {
    create("a");
    Gate gate = new Gate();
    addRoute("route", CONFIG_MAPS, received, gate);
    context.start();
    gate.awaitEntered(1);
    create("b");
    eventually().until(() -> depth("route").ready() == 1);
    delete("b");
    eventually().until(() -> cached("b").isEmpty());
    gate.open(1_000);

    awaitAllSeen();
    received.await("a=0", "b DELETED");
  }

  @Test
  void differentObjectsAreHandledAtTheSameTimeUpToTheLimit() throws Exception {
    for (int i = 0; i < 5; i++) {
      create("object-" + i);
    }
    Gate gate = new Gate();
    addRoute("route", CONFIG_MAPS + "&concurrentConsumers=3", gate);
    context.start();
    gate.awaitEntered(3);
    eventually().until(() -> depth("route").equals(new Depth(2, 0, 3)));
    gate.open(5);
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));

    assertThat(gate.most()).isEqualTo(3);
  }

  @Test
  void oneObjectIsHandledByOneExchangeAtATime() throws Exception {
    create("a");
    Gate gate = new Gate();
    addRoute("route", CONFIG_MAPS + "&concurrentConsumers=4", gate);
    context.start();
    gate.awaitEntered(1);
    for (int i = 1; i <= 5; i++) {
      change("a", i);
      gate.open(1);
      gate.awaitEntered(1);
    }
    gate.open(1);
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));

    assertThat(gate.most()).isEqualTo(1);
  }

  @Test
  void twoRoutesOnOneUriGetAllAndShareOneListAndOneWatch() {
    create("a");
    Received second = new Received();
    addRoute("route", CONFIG_MAPS);
    addRoute("second", CONFIG_MAPS, second);
    addRoute("third", CONFIG_MAPS + "&concurrentConsumers=2&skipInitial=true", new Received());
    context.start();
    // What is deleted before the first list was never there.
    received.await("a=0");
    create("b");
    delete("a");

    eventually().until(() -> received.all().containsAll(List.of("b=0", "a DELETED")));
    eventually().until(() -> second.all().containsAll(List.of("b=0", "a DELETED")));
    assertThat(lists("configmaps")).isEqualTo(1);
    assertThat(watches("configmaps")).isEqualTo(1);
    assertThat(requests.entries()).hasSize(2);
  }

  @Test
  void skipInitialLeavesOutWhatExistsAndNothingElse() {
    for (int i = 0; i < 300; i++) {
      create("object-" + i);
    }
    addRoute("route", CONFIG_MAPS + "&skipInitial=true");
    context.start();
    awaitWatching();
    create("a");
    change("object-7", 1);
    delete("object-8");

    awaitAllSeen();
    received.await("a=0", "object-7=1", "object-8 DELETED");
  }

  @Test
  void skipInitialCountsFromTheStartOfTheRouteWhereTheInformerRunsAlready() {
    create("a");
    addRoute("first", CONFIG_MAPS);
    context.start();
    received.await("a=0");
    received.clear();
    Received second = new Received();
    addRoute("route", CONFIG_MAPS + "&skipInitial=true", second);
    create("b");

    eventually().until(() -> second.all().equals(List.of("b=0")));
    received.await("b=0");
  }

  @Test
  void nothingIsAskedAgainWhileNothingHappens() {
    create("a");
    addRoute("route", CONFIG_MAPS);
    context.start();
    awaitAllSeen();
    for (int i = 0; i < 100; i++) {
      change("a", i);
    }
    awaitAllSeen();

    assertThat(requests.entries()).hasSize(2);
  }
}
