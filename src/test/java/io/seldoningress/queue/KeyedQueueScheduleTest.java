package io.seldoningress.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.seldoningress.queue.KeyedQueue.Depth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of threads that add and threads that work, come and go. Each key stands for an
 * object with a version: who adds raises it first, who works reads it, as the routes do.
 */
class KeyedQueueScheduleTest {

  private static final int SEEDS = 400;
  private static final int KEYS = 4;
  private static final int ADDERS = 2;
  private static final int WORKERS = 3;
  private static final int CHANGES = 60;

  @Test
  void neverTwoWorkersOnAKeyAndNoChangeUnseen() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(ADDERS + WORKERS);
    try {
      for (int seed = 0; seed < SEEDS; seed++) {
        try {
          new Schedule(seed, threads).run();
        } catch (AssertionError | Exception e) {
          fail("seed " + seed, e);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static final class Schedule {
    private final long seed;
    private final ExecutorService threads;
    private final KeyedQueue<Integer> queue;
    private final AtomicIntegerArray changed = new AtomicIntegerArray(KEYS);
    private final AtomicIntegerArray handled = new AtomicIntegerArray(KEYS);
    private final AtomicIntegerArray workers = new AtomicIntegerArray(KEYS);
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicBoolean allAdded = new AtomicBoolean();

    Schedule(long seed, ExecutorService threads) {
      this.seed = seed;
      this.threads = threads;
      this.queue =
          new KeyedQueue<>(
              new BackOff(Duration.ofNanos(1_000), Duration.ofNanos(300_000)), new Random(seed));
    }

    void run() throws Exception {
      List<Future<?>> adders = submit(ADDERS, this::add);
      List<Future<?>> working = submit(WORKERS, this::work);
      for (Future<?> adder : adders) {
        adder.get(20, TimeUnit.SECONDS);
      }
      allAdded.set(true);
      for (Future<?> worker : working) {
        worker.get(20, TimeUnit.SECONDS);
      }
      assertThat(queue.depth()).isEqualTo(new Depth(0, 0, 0));
      for (int key = 0; key < KEYS; key++) {
        assertThat(handled.get(key)).as("last version of %d", key).isEqualTo(changed.get(key));
      }
    }

    private List<Future<?>> submit(int count, Part part) {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Random random = new Random(seed * 31 + futures.size());
        futures.add(
            threads.submit(
                () -> {
                  part.play(random);
                  return null;
                }));
      }
      return futures;
    }

    private void add(Random random) {
      for (int i = 0; i < CHANGES; i++) {
        int key = random.nextInt(KEYS);
        changed.incrementAndGet(key);
        queue.add(key);
        if (random.nextInt(16) == 0) {
          queue.endWaits();
        }
        pause(random);
      }
    }

    /** Works until nothing is left: a key that waits or runs may still come back. */
    private void work(Random random) throws InterruptedException {
      while (!allAdded.get() || !queue.depth().equals(new Depth(0, 0, 0))) {
        var key = queue.take(Duration.ofNanos(random.nextInt(200_000)));
        if (key.isPresent()) {
          work(key.get(), random);
        }
      }
    }

    private void work(int key, Random random) {
      assertThat(workers.incrementAndGet(key)).as("workers on %d", key).isEqualTo(1);
      int version = changed.get(key);
      pause(random);
      workers.decrementAndGet(key);
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          queue.failed(key);
          failures.incrementAndGet();
        }
        case 2 -> queue.handBack(key);
        default -> {
          handled.set(key, version);
          queue.succeeded(key);
        }
      }
    }

    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: it only makes schedules differ
    private static void pause(Random random) {
      for (int i = random.nextInt(200); i > 0; i--) {
        Thread.onSpinWait();
      }
    }

    private interface Part {
      void play(Random random) throws InterruptedException;
    }
  }
}
