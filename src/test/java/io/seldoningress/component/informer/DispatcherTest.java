package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.queue.BackOff;
import io.seldoningress.queue.KeyedQueue.Depth;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {

  private static final ResourceKey KEY = new ResourceKey("default", "a");
  private static final CompletableFuture<Void> READY = CompletableFuture.completedFuture(null);

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final RouteQueue queue =
      new RouteQueue(
          new RouteQueue.Options(
              false, false, Set.of(), new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(1))));

  @BeforeEach
  void start() {
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  /** Stops at every moment, so also at that between taking a key and handing it to a worker. */
  @Test
  void aKeyThatIsTakenWhileItStopsIsHandledOrStaysInTheQueue() {
    Random random = new Random(1);
    for (int i = 0; i < 800; i++) {
      Dispatcher dispatcher = dispatcher(1, READY, this::succeed);
      dispatcher.start();
      spin(random.nextInt(40_000));
      queue.add(KEY);
      spin(random.nextInt(4_000));
      dispatcher.stop();
      InformerFixture.eventually()
          .pollInterval(Duration.ofNanos(50_000))
          .alias("round " + i)
          .until(() -> queue.depth().running() == 0);
    }
  }

  @Test
  void nothingIsTakenBeforeTheCachesAreFull() {
    CompletableFuture<Void> synced = new CompletableFuture<>();
    queue.add(KEY);
    Dispatcher dispatcher = dispatcher(1, synced, this::succeed);
    dispatcher.start();
    assertThat(queue.depth()).isEqualTo(new Depth(1, 0, 0));
    synced.complete(null);

    InformerFixture.eventually().until(() -> queue.depth().equals(new Depth(0, 0, 0)));
    dispatcher.stop();
  }

  @Test
  void stoppingBeforeTheCachesAreFullTakesNothing() {
    queue.add(KEY);
    Dispatcher dispatcher = dispatcher(1, new CompletableFuture<>(), this::succeed);
    dispatcher.start();
    dispatcher.stop();

    assertThat(queue.depth()).isEqualTo(new Depth(1, 0, 0));
  }

  @Test
  void workThatGoesOnElsewhereHoldsNoWorkerUntilThereIsMuchOfIt() {
    Queue<Runnable> ends = new ConcurrentLinkedQueue<>();
    Dispatcher dispatcher = dispatcher(2, READY, (key, done) -> ends.add(done));
    dispatcher.start();
    for (int i = 0; i < 100; i++) {
      queue.add(new ResourceKey("default", "object-" + i));
    }
    InformerFixture.eventually().until(() -> queue.depth().equals(new Depth(68, 0, 32)));
    ends.remove().run();
    InformerFixture.eventually().until(() -> queue.depth().equals(new Depth(67, 0, 33)));
    dispatcher.stop();
  }

  @Test
  void anInterruptedThreadStopsItAsWell() {
    Dispatcher dispatcher = dispatcher(1, READY, this::succeed);
    dispatcher.start();
    Thread.currentThread().interrupt();
    dispatcher.stop();
    assertThat(Thread.interrupted()).isTrue();
    queue.add(KEY);

    assertThat(queue.depth()).isEqualTo(new Depth(1, 0, 0));
  }

  private Dispatcher dispatcher(
      int concurrency, CompletableFuture<Void> ready, Dispatcher.Work work) {
    return new Dispatcher(
        context.getExecutorServiceManager(), "test", concurrency, queue, ready, work);
  }

  private void succeed(ResourceKey key, Runnable done) {
    queue.succeeded(key, Optional.empty());
    done.run();
  }

  private static void spin(int times) {
    for (int i = 0; i < times; i++) {
      Thread.onSpinWait();
    }
  }
}
