package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.queue.KeyedQueue.Depth;
import io.seldoningress.queue.Wait;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** What an exchange may ask about its object's place in the queue, and tell it. */
class TurnTest extends InformerFixture {

  @Test
  void tellsHowManyTurnsFailedBefore() {
    List<Integer> failures = new CopyOnWriteArrayList<>();
    create("a");
    addRoute(
        "route",
        CONFIG_MAPS + "&backOffInitialDelay=20ms",
        exchange -> {
          failures.add(Turn.of(exchange).orElseThrow().failures());
          if (failures.size() < 3) {
            throw new IllegalStateException("as the test wants");
          }
        });
    context.start();
    eventually().until(() -> failures.size() == 3);
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));
    change("a", 1);

    eventually().untilAsserted(() -> assertThat(failures).containsExactly(0, 1, 2, 0));
  }

  @Test
  void tellsThatTheObjectChangedMeanwhile() throws Exception {
    List<Boolean> overtaken = new CopyOnWriteArrayList<>();
    create("a");
    Gate gate = new Gate();
    addRoute(
        "route",
        CONFIG_MAPS,
        exchange -> overtaken.add(Turn.of(exchange).orElseThrow().isOvertaken()),
        gate,
        exchange -> overtaken.add(Turn.of(exchange).orElseThrow().isOvertaken()));
    context.start();
    gate.awaitEntered(1);
    change("a", 1);
    eventually().until(() -> cached("a").equals("1"));
    gate.open(2);

    eventually()
        .untilAsserted(() -> assertThat(overtaken).containsExactly(false, true, false, false));
  }

  @Test
  void canAskForALongerWaitWhichAChangeEnds() {
    create("a");
    create("b");
    List<String> handled = new CopyOnWriteArrayList<>();
    addRoute(
        "route",
        CONFIG_MAPS + "&backOffInitialDelay=20ms",
        exchange -> {
          handled.add(Received.describe(exchange));
          Turn.of(exchange).orElseThrow().comeBack(Wait.atLeast(Duration.ofHours(1)));
          if (Received.describe(exchange).equals("a=0")) {
            throw new IllegalStateException("as the test wants");
          }
        });
    context.start();
    eventually().until(() -> depth("route").equals(new Depth(0, 1, 0)));
    create("c");
    eventually().until(() -> handled.contains("c=0"));
    assertThat(handled).containsExactlyInAnyOrder("a=0", "b=0", "c=0");
    change("a", 1);

    eventually().until(() -> handled.contains("a=1"));
  }

  @Test
  void otherExchangesHaveNone() {
    assertThat(Turn.of(new DefaultExchange(new DefaultCamelContext()))).isEmpty();
  }
}
