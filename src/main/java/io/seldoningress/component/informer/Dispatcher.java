package io.seldoningress.component.informer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.apache.camel.spi.ExecutorServiceManager;

/**
 * Takes keys from a queue and gives them to workers. One thread takes, so that it can be
 * interrupted when the route stops; the workers never are.
 */
final class Dispatcher {

  /** What is done for a key; it says by the second argument when that has ended. */
  interface Work {
    void run(ResourceKey key, Runnable done);
  }

  /**
   * Exchanges that wait for a redelivery hold no worker. So many of them may wait for each worker
   * before no further key is taken, which bounds the memory of a storm of failures.
   */
  private static final int IN_FLIGHT_PER_WORKER = 16;

  private static final Duration FOREVER = Duration.ofDays(1);

  private final ExecutorServiceManager executors;
  private final RouteQueue queue;
  private final CompletableFuture<Void> ready;
  private final Work work;
  private final Semaphore inFlight;
  private final Semaphore idle;
  private final ExecutorService taker;
  private final ExecutorService workers;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  Dispatcher(
      ExecutorServiceManager executors,
      String name,
      int concurrency,
      RouteQueue queue,
      CompletableFuture<Void> ready,
      Work work) {
    this.executors = executors;
    this.queue = queue;
    this.ready = ready;
    this.work = work;
    this.idle = new Semaphore(concurrency);
    this.inFlight = new Semaphore(concurrency * IN_FLIGHT_PER_WORKER);
    this.taker = executors.newSingleThreadExecutor(this, name + "-queue");
    this.workers = executors.newFixedThreadPool(this, name, concurrency);
  }

  void start() {
    taker.execute(this::takeAndHandOut);
  }

  /**
   * No further key is taken; work that has begun goes on, and is not waited for. To be called once.
   */
  void stop() {
    boolean begun = executors.shutdownNow(taker).isEmpty();
    if (begun) {
      // It may have a key in its hand, which no worker would get after the next line.
      ended.join();
      queue.taken(false);
    }
    executors.shutdown(workers);
  }

  private void takeAndHandOut() {
    try {
      ready.get();
      queue.taken(true);
      while (!taker.isShutdown()) {
        handOutNext();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an informer can't fail to sync, it tries for ever", e);
    } finally {
      ended.complete(null);
    }
  }

  private void handOutNext() throws InterruptedException {
    inFlight.acquire();
    boolean handedOut = false;
    try {
      idle.acquire();
      try {
        Optional<ResourceKey> key = queue.take(FOREVER);
        handedOut = key.isPresent();
        key.ifPresent(this::handOut);
      } finally {
        if (!handedOut) {
          idle.release();
        }
      }
    } finally {
      if (!handedOut) {
        inFlight.release();
      }
    }
  }

  private void handOut(ResourceKey key) {
    workers.execute(
        () -> {
          try {
            work.run(key, inFlight::release);
          } finally {
            idle.release();
          }
        });
  }
}
