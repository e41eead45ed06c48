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
  void canAskForAWaitWhichNothingEnds() {
    create("a");
    List<String> handled = new CopyOnWriteArrayList<>();
    addRoute(
        "route",
        CONFIG_MAPS + "&backOffInitialDelay=20ms",
        exchange -> {
          handled.add(Received.describe(exchange));
          Turn.of(exchange).orElseThrow().notBefore(Duration.ofHours(1));
          if (Received.describe(exchange).equals("a=0")) {
            throw new IllegalStateException("as the test wants");
          }
        });
    context.start();
    eventually().until(() -> depth("route").equals(new Depth(0, 1, 0)));
    change("a", 1);
    create("c");
    eventually().until(() -> handled.contains("c=0"));

    assertThat(handled).containsExactly("a=0", "c=0");
  }

  @Test
  void canAskForAnotherTurnThoughNothingFailed() {
    create("a");
    create("b");
    List<String> handled = new CopyOnWriteArrayList<>();
    addRoute(
        "route",
        CONFIG_MAPS,
        exchange -> {
          Turn turn = Turn.of(exchange).orElseThrow();
          handled.add(Received.describe(exchange) + " after " + turn.failures());
          if (handled.size() < 4) {
            turn.comeBackAfter(Duration.ofMillis(20));
          }
        });
    context.start();

    eventually().until(() -> handled.size() == 5);
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));
    assertThat(handled).containsOnly("a=0 after 0", "b=0 after 0").hasSize(5);
  }

  @Test
  void ofSeveralThingsLeftToDoTheNextOneCounts() {
    create("a");
    List<String> handled = new CopyOnWriteArrayList<>();
    addRoute(
        "route",
        CONFIG_MAPS,
        exchange -> {
          Turn turn = Turn.of(exchange).orElseThrow();
          handled.add(Received.describe(exchange));
          if (handled.size() < 3) {
            turn.comeBackAfterSuccess(Duration.ofMillis(20));
            turn.comeBackAfter(Duration.ofHours(1));
            turn.comeBackAfterSuccess(Duration.ofHours(1));
          }
        });
    context.start();

    eventually().until(() -> handled.size() == 3);
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));
  }

  @Test
  void aTurnThatFailsComesBackNoLaterThanWhatItLeftToDo() {
    create("a");
    List<String> handled = new CopyOnWriteArrayList<>();
    addRoute(
        "route",
        CONFIG_MAPS,
        exchange -> {
          Turn turn = Turn.of(exchange).orElseThrow();
          handled.add(Received.describe(exchange));
          turn.comeBack(Wait.atLeast(Duration.ofHours(1)));
          turn.comeBackAfter(Duration.ofMillis(20));
          if (handled.size() == 1) {
            throw new IllegalStateException("as the test wants");
          }
        });
    context.start();

    eventually().until(() -> handled.size() >= 2);
  }

  @Test
  void whatIsLeftToDoAfterASuccessDoesNotShortenTheWaitOfAFailure() {
    create("a");
    List<String> handled = new CopyOnWriteArrayList<>();
    addRoute(
        "route",
        CONFIG_MAPS,
        exchange -> {
          Turn turn = Turn.of(exchange).orElseThrow();
          handled.add(Received.describe(exchange));
          turn.comeBack(Wait.atLeast(Duration.ofHours(1)));
          turn.comeBackAfterSuccess(Duration.ofMillis(20));
          if (handled.size() == 1) {
            throw new IllegalStateException("as the test wants");
          }
        });
    context.start();

    eventually().until(() -> depth("route").equals(new Depth(0, 1, 0)));
    create("b");
    eventually().until(() -> handled.size() >= 4);
    assertThat(handled.subList(0, 4)).containsExactly("a=0", "b=0", "b=0", "b=0");
  }

  @Test
  void tellsTheStateThatItIsAbout() {
    create("a");
    List<Object> states = new CopyOnWriteArrayList<>();
    addRoute(
        "route",
        CONFIG_MAPS,
        exchange -> {
          states.add(exchange.getMessage().getBody());
          exchange.getMessage().setBody("something else");
          states.add(Turn.of(exchange).orElseThrow().object().orElseThrow());
        });
    context.start();

    eventually().until(() -> states.size() == 2);
    assertThat(states.get(1)).isSameAs(states.get(0));
  }

  @Test
  void otherExchangesHaveNone() {
    assertThat(Turn.of(new DefaultExchange(new DefaultCamelContext()))).isEmpty();
  }
}
