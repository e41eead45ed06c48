package io.seldoningress.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seldoningress.queue.KeyedQueue.Depth;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that wait for keys, in real time. */
class KeyedQueueWaitingTest {

  private final KeyedQueue<String> real =
      new KeyedQueue<>(new BackOff(Duration.ofMillis(400), Duration.ofMillis(400)), new Random(1));
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void whoTakesWaitsForAKey() throws Exception {
    Future<Optional<String>> taken = threads.submit(() -> real.take(Duration.ofSeconds(20)));
    real.add("a");

    assertThat(taken.get(10, TimeUnit.SECONDS)).contains("a");
  }

  @Test
  void andGoesAwayWhenThereIsNoneInTime() throws Exception {
    assertThat(real.take(Duration.ofMillis(20))).isEmpty();
  }

  @Test
  void whoIsInterruptedWhileWaitingTakesNothing() throws Exception {
    CompletableFuture<String> how = new CompletableFuture<>();
    Thread taker =
        new Thread(
            () -> {
              try {
                how.complete(real.take(Duration.ofSeconds(20)).toString());
              } catch (InterruptedException e) {
                how.complete("interrupted");
              }
            });
    taker.start();
    awaitWaiting(taker);
    taker.interrupt();
    assertThat(how.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    real.add("a");

    assertThat(real.take(Duration.ZERO)).contains("a");
  }

  @Test
  void anInterruptedThreadTakesNothing() {
    real.add("a");
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> real.take(Duration.ofSeconds(1)));
    assertThat(real.depth()).isEqualTo(new Depth(1, 0, 0));
  }

  /**
   * Who waited first learns of the shorter wait and goes away: the one who stays must know it too.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theEndOfABackOffIsSeenByWhoeverStillWaits(boolean interrupted) throws Exception {
    real.add("a");
    String key = real.take(Duration.ZERO).orElseThrow();
    Thread leaves = startTaking(interrupted ? Duration.ofSeconds(20) : Duration.ofMillis(150), key);
    awaitWaiting(leaves);
    CountDownLatch got = new CountDownLatch(1);
    Thread stays =
        new Thread(
            () -> {
              try {
                real.take(Duration.ofSeconds(20)).ifPresent(x -> got.countDown());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    stays.start();
    awaitWaiting(stays);

    real.failed(key);
    if (interrupted) {
      leaves.interrupt();
    }

    assertThat(got.await(3, TimeUnit.SECONDS)).isTrue();
  }

  private Thread startTaking(Duration timeout, String unexpected) {
    Thread thread =
        new Thread(
            () -> {
              try {
                assertThat(real.take(timeout)).isNotEqualTo(Optional.of(unexpected));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    return thread;
  }

  private void awaitWaiting(Thread thread) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> thread.getState() == Thread.State.TIMED_WAITING);
  }
}
