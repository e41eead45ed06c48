package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.queue.KeyedQueue.Depth;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.DeadLetterChannelBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** An exchange that ends with an exception. */
class FailedExchangesTest extends InformerFixture {

  private static final String SLOW = "&backOffInitialDelay=1h&backOffMaximumDelay=2h";

  private final AtomicInteger failures = new AtomicInteger();

  /** Fails so often, then lets exchanges pass. */
  private Processor failing(int times) {
    return exchange -> {
      if (failures.incrementAndGet() <= times) {
        throw new IllegalStateException("as the test wants");
      }
    };
  }

  @Test
  void theObjectComesBackAfterItsBackOff() {
    create("a");
    addRoute("route", CONFIG_MAPS + "&backOffInitialDelay=20ms", failing(3), received);
    context.start();

    received.await("a=0");
    assertThat(failures).hasValue(4);
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));
  }

  @Test
  void withTheStateThatItHasThen() {
    create("a");
    Received all = new Received();
    addRoute("route", CONFIG_MAPS + "&backOffInitialDelay=20ms", all, failing(1), received);
    context.start();
    received.await("a=0");

    assertThat(all.all()).containsExactly("a=0", "a=0");
  }

  @Test
  void atOnceWhenTheObjectChanges() {
    create("a");
    addRoute("route", CONFIG_MAPS + SLOW, failing(1), received);
    context.start();
    eventually().until(() -> depth("route").equals(new Depth(0, 1, 0)));
    change("a", 1);

    received.await("a=1");
  }

  @Test
  void othersGoOn() {
    create("a");
    addRoute("route", CONFIG_MAPS + SLOW, failing(1), received);
    context.start();
    eventually().until(() -> depth("route").equals(new Depth(0, 1, 0)));
    create("b");

    received.await("b=0");
    assertThat(depth("route").waiting()).isEqualTo(1);
  }

  @Test
  void atOnceWhenAWatchThatFailedIsThereAgain() throws Exception {
    create("a");
    addRoute("route", CONFIG_MAPS + SLOW, failing(1), received);
    context.start();
    eventually().until(() -> depth("route").equals(new Depth(0, 1, 0)));
    whileRefused(
        request -> request.plural().equals("configmaps"),
        503,
        "ServiceUnavailable",
        () -> {
          server.endWatches();
          eventually().until(() -> !component.problems().isEmpty());
        });

    received.await("a=0");
  }

  @Test
  void aBackOffSurvivesThatTheRouteIsStopped() throws Exception {
    create("a");
    addRoute("route", CONFIG_MAPS + "&backOffInitialDelay=200ms", failing(1), received);
    context.start();
    eventually().until(() -> depth("route").equals(new Depth(0, 1, 0)));
    context.getRouteController().stopRoute("route");
    context.getRouteController().startRoute("route");

    received.await("a=0");
  }

  @Test
  void aPendingBackOffDoesNotDelayStopping() {
    create("a");
    addRoute("route", CONFIG_MAPS + SLOW, failing(1), received);
    context.start();
    eventually().until(() -> depth("route").equals(new Depth(0, 1, 0)));
    long before = System.nanoTime();
    context.stop();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aHandledExceptionIsNoFailure() throws Exception {
    create("a");
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(IllegalStateException.class).handled(true).process(received);
            from(CONFIG_MAPS).routeId("route").process(failing(1));
          }
        });
    context.start();

    received.await("a=0");
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));
  }

  @Test
  void anErrorIsAFailureToo() {
    create("a");
    AtomicInteger calls = new AtomicInteger();
    addRoute(
        "route",
        CONFIG_MAPS + "&backOffInitialDelay=20ms",
        exchange -> {
          if (calls.incrementAndGet() == 1) {
            throw new NoClassDefFoundError("as the test wants");
          }
        },
        received);
    context.start();

    received.await("a=0");
  }

  /** One worker; each object is delayed far longer than the test takes if they came in a row. */
  @Test
  void exchangesThatWaitWithoutAThreadHoldNoWorker() {
    for (int i = 0; i < 10; i++) {
      create("object-" + i);
    }
    AtomicInteger waiting = new AtomicInteger();
    addRouteOf(
        "route",
        CONFIG_MAPS,
        route ->
            route
                .process(exchange -> waiting.incrementAndGet())
                .delay(1_000)
                .asyncDelayed()
                .process(received));
    context.start();

    eventually().until(() -> waiting.get() == 10);
    assertThat(depth("route").running()).isEqualTo(10);
    assertThat(received.all()).isEmpty();
    eventually().until(() -> received.all().size() == 10);
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));
  }

  @Test
  void redeliveriesThatWaitWithoutAThreadHoldNoWorkerAndNoSecondExchangeBegins() throws Exception {
    create("a");
    create("b");
    AtomicInteger attempts = new AtomicInteger();
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            DeadLetterChannelBuilder channel = deadLetterChannel("mock:dead");
            channel.maximumRedeliveries(3).redeliveryDelay(300).asyncDelayedRedelivery();
            errorHandler(channel.log("none"));
            from(CONFIG_MAPS).routeId("route").process(this::failOnA).process(received);
          }

          private void failOnA(Exchange exchange) {
            if (Received.describe(exchange).startsWith("a") && attempts.incrementAndGet() <= 2) {
              throw new IllegalStateException("as the test wants");
            }
          }
        });
    context.start();
    received.await("b=0");
    eventually().until(() -> attempts.get() == 1);
    change("a", 1);
    eventually().until(() -> attempts.get() == 2);
    assertThat(depth("route").running()).isEqualTo(1);

    received.await("b=0", "a=0", "a=1");
  }

  @Test
  void anExchangeThatIsDroppedByARouteIsDone() throws Exception {
    create("a");
    addRouteOf("route", CONFIG_MAPS, route -> route.process(received).stop());
    context.start();
    received.await("a=0");
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));
    context.getRouteController().stopRoute("route", 1, TimeUnit.SECONDS);

    assertThat(context.getInflightRepository().size()).isZero();
  }
}
