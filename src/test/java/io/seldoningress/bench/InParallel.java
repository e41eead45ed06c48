package io.seldoningress.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Does the same with many things, some at a time. */
final class InParallel {

  private InParallel() {}

  /**
   * Works through a list, each worker on the next item that nobody has.
   *
   * @param workers how many at a time
   * @return how long it took, in nanoseconds
   */
  static <T> long each(int workers, List<T> items, Consumer<T> work) {
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      long start = System.nanoTime();
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        running.add(pool.submit(() -> workThrough(items, next, work)));
      }
      for (Future<?> one : running) {
        one.get();
      }
      return System.nanoTime() - start;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> void workThrough(List<T> items, AtomicInteger next, Consumer<T> work) {
    for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
      work.accept(items.get(i));
    }
  }
}
