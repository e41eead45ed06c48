package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.queue.KeyedQueue.Depth;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is lost, nor handed out without a reason, while a route is away. */
class RouteLifecycleTest extends InformerFixture {

  /**
   * The common pool has one thread on two cores, which the first task would keep from the second.
   */
  private static final Executor IN_A_THREAD_OF_ITS_OWN = task -> new Thread(task).start();

  /** How a route goes away and comes back. */
  enum Absence {
    SUSPENDED {
      @Override
      void begin(RouteLifecycleTest test) throws Exception {
        test.context.getRouteController().suspendRoute("route");
      }

      @Override
      void end(RouteLifecycleTest test) throws Exception {
        test.context.getRouteController().resumeRoute("route");
      }
    },
    STOPPED {
      @Override
      void begin(RouteLifecycleTest test) throws Exception {
        test.context.getRouteController().stopRoute("route");
      }

      @Override
      void end(RouteLifecycleTest test) throws Exception {
        test.context.getRouteController().startRoute("route");
      }
    },
    STOPPED_FOR_LONG {
      @Override
      void begin(RouteLifecycleTest test) throws Exception {
        test.component.setLinger(Duration.ofMillis(20));
        test.context.getRouteController().stopRoute("route");
      }

      @Override
      void end(RouteLifecycleTest test) throws Exception {
        test.awaitSomeLingers();
        test.context.getRouteController().startRoute("route");
      }
    },
    REPLACED_BY_THE_SAME {
      @Override
      void begin(RouteLifecycleTest test) throws Exception {
        test.removeRoute("route");
      }

      @Override
      void end(RouteLifecycleTest test) {
        test.addRoute("route", CONFIG_MAPS);
      }
    },
    REPLACED_BY_ONE_WITH_OTHER_OPTIONS {
      @Override
      void begin(RouteLifecycleTest test) throws Exception {
        test.removeRoute("route");
      }

      @Override
      void end(RouteLifecycleTest test) {
        test.addRoute(
            "route",
            CONFIG_MAPS + "&concurrentConsumers=3&backOffInitialDelay=2s&skipInitial=true");
      }
    };

    abstract void begin(RouteLifecycleTest test) throws Exception;

    abstract void end(RouteLifecycleTest test) throws Exception;
  }

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

  @ParameterizedTest
  @EnumSource
  void whatHappensMeanwhileIsHandedOutOnce(Absence absence) throws Exception {
    absence.begin(this);
    change("changed", 1);
    change("changed", 2);
    delete("deleted");
    delete("replaced");
    create("replaced");
    create("new");
    eventually().until(() -> depth("route").ready() == 4);
    assertThat(received.all()).isEmpty();
    absence.end(this);

    awaitAllSeen();
    received.await("changed=2", "deleted DELETED", "replaced=0", "new=0");
    assertThat(lists("configmaps")).isEqualTo(1);
    assertThat(watches("configmaps")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsHandedOutWhenNothingHappened(Absence absence) throws Exception {
    absence.begin(this);
    absence.end(this);

    awaitAllSeen();
    received.await();
  }

  @Test
  void aRouteThatStopsToSkipTheInitialOnesGetsThem() throws Exception {
    removeRoute("route");
    addRoute("route", CONFIG_MAPS + "&skipInitial=true");
    removeRoute("route");
    addRoute("route", CONFIG_MAPS);

    received.await("changed=0", "deleted=0", "replaced=0", "untouched=0");
  }

  @Test
  void aRouteThatIsGoneForGoodLeavesNothingBehind() throws Exception {
    component.setLinger(Duration.ofMillis(20));
    removeRoute("route");

    eventually().until(() -> component.queueDepths().isEmpty());
    eventually().until(() -> component.informers().of(resource()).isEmpty());
    assertThat(component.problems()).isEmpty();
  }

  /** The first absence's time ends while the route is in its second one. */
  @Test
  void theTimeToComeBackCountsFromTheLastStop() throws Exception {
    component.setLinger(Duration.ofMillis(20));
    removeRoute("route");
    component.setLinger(Duration.ofHours(1));
    addRoute("route", CONFIG_MAPS);
    removeRoute("route");
    awaitSomeLingers();

    assertThat(component.queueDepths()).containsKey("route");
  }

  @Test
  void aRouteWithAnotherSelectionBeginsAnew() throws Exception {
    component.setLinger(Duration.ofMillis(20));
    removeRoute("route");
    addRoute("route", CONFIG_MAPS + "&fieldSelector=metadata.name=changed");

    received.await("changed=0");
    eventually().until(() -> component.informers().of(resource()).size() == 1);
  }

  @Test
  void exchangesInFlightFinishBeforeTheContextIsStopped() throws Exception {
    Gate gate = new Gate();
    removeRoute("route");
    addRoute("route", CONFIG_MAPS + "&concurrentConsumers=2", gate, received);
    change("changed", 1);
    change("untouched", 1);
    gate.awaitEntered(2);
    create("waits");
    eventually().until(() -> depth("route").ready() == 1);
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(context::stop);
    eventually().until(() -> context.getStatus() == ServiceStatus.Stopping);
    assertThat(stopped).isNotDone();
    gate.open(2);
    stopped.get(10, TimeUnit.SECONDS);

    received.await("changed=1", "untouched=1");
  }

  /** Many times, because it is about the moment between taking a key and handing it to a worker. */
  @Test
  void aKeyThatIsTakenWhileTheRouteIsSuspendedIsNotLost() throws Exception {
    for (int i = 1; i <= 25; i++) {
      String expected = "changed=" + i;
      CompletableFuture<?> change =
          CompletableFuture.runAsync(() -> change("changed", expected.substring(8)));
      context.getRouteController().suspendRoute("route");
      change.get(10, TimeUnit.SECONDS);
      context.getRouteController().resumeRoute("route");
      eventually().until(() -> received.all().contains(expected));
    }
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));
  }

  @Test
  void stoppingDoesNotInterruptWhatIsInFlight() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Gate gate = new Gate();
    removeRoute("route");
    context.getExecutorServiceManager().setShutdownAwaitTermination(50);
    addRoute(
        "route",
        CONFIG_MAPS,
        exchange -> {
          try {
            gate.process(exchange);
            interrupted.complete(false);
          } catch (InterruptedException e) {
            interrupted.complete(true);
          }
        });
    change("changed", 1);
    gate.awaitEntered(1);
    CompletableFuture<Void> suspended =
        CompletableFuture.runAsync(
            () -> {
              try {
                context.getRouteController().suspendRoute("route");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            IN_A_THREAD_OF_ITS_OWN);
    eventually().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(this::takes));
    CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS, IN_A_THREAD_OF_ITS_OWN)
        .execute(() -> gate.open(1));

    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isFalse();
    suspended.get(10, TimeUnit.SECONDS);
  }

  private boolean takes(Thread thread) {
    return thread.getName().contains("route-queue");
  }

  @Test
  void anExchangeThatWaitsForLongIsOfTheRoute() throws Exception {
    removeRoute("route");
    CompletableFuture<Exchange> exchange = new CompletableFuture<>();
    addRoute("route", CONFIG_MAPS, exchange::complete);
    change("changed", 1);

    assertThat(exchange.get(10, TimeUnit.SECONDS).getFromRouteId()).isEqualTo("route");
  }

  private static GroupVersionResource resource() {
    return GroupVersionResource.parse("v1/configmaps");
  }

  /** Lets the time go by for which queues without a route are kept. */
  private void awaitSomeLingers() {
    ResourceInformer<?> informer = component.informers().of(resource()).get(0);
    assertThat(informer.hasQueues()).isTrue();
    long until = System.nanoTime() + Duration.ofMillis(200).toNanos();
    eventually().until(() -> System.nanoTime() > until);
  }
}
