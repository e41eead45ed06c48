package io.seldoningress.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.seldoningress.queue.KeyedQueue.Depth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the package's documentation, with a clock that the test moves. */
class KeyedQueueTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final AtomicLong clock = new AtomicLong();
  private final KeyedQueue<String> queue = queueAt(clock);

  private static KeyedQueue<String> queueAt(AtomicLong clock) {
    BackOff backOff = new BackOff(SECOND, Duration.ofSeconds(8));
    return new KeyedQueue<>(backOff, new Random(1), clock::get);
  }

  @Nested
  class Coalescing {

    @Test
    void aKeyIsInTheQueueOnceHoweverOftenItIsAdded() {
      add("a", "a", "b", "a");

      assertThat(takeAll()).containsExactly("a", "b");
    }

    @Test
    void aKeyIsHandedOutAgainWhenItIsAddedAgain() {
      add("a");
      queue.succeeded(take());
      add("a");

      assertThat(takeAll()).containsExactly("a");
    }
  }

  @Nested
  class OneWorkerAtATime {

    @Test
    void aKeyWithAWorkerIsNotHandedOut() {
      add("a");
      assertThat(take()).isEqualTo("a");
      add("a");

      assertThat(takeAll()).isEmpty();
    }

    @Test
    void isReadyAsSoonAsThatWorkerIsDoneIfItWasAddedMeanwhile() {
      add("a");
      String key = take();
      add("a", "a", "a");
      queue.succeeded(key);

      assertThat(takeAll()).containsExactly("a");
    }

    @Test
    void isNotReadyAfterThatIfItWasNotAdded() {
      add("a");
      queue.succeeded(take());

      assertThat(takeAll()).isEmpty();
      assertThat(queue.depth()).isEqualTo(new Depth(0, 0, 0));
    }

    @Test
    void theWorkerSeesThatItsKeyWasAddedAgain() {
      add("a");
      String key = take();
      assertThat(queue.overtaken(key)).isFalse();
      add("a");

      assertThat(queue.overtaken(key)).isTrue();
      assertThat(queue.overtaken("never seen")).isFalse();
    }

    @Test
    void whatNobodyWorksOnCannotBeDone() {
      add("a");

      assertThatIllegalStateException()
          .isThrownBy(() -> queue.succeeded("a"))
          .withMessageContaining("nobody works on a");
      assertThatIllegalStateException().isThrownBy(() -> queue.failed("b"));
      assertThatIllegalStateException().isThrownBy(() -> queue.handBack("b"));
      assertThat(takeAll()).containsExactly("a");
    }
  }

  @Nested
  class Order {

    @Test
    void isThatInWhichKeysBecameReady() {
      add("c", "a", "b", "c");

      assertThat(takeAll()).containsExactly("c", "a", "b");
    }

    @Test
    void aKeyThatWasAddedWhileItRanGoesToTheEnd() {
      add("a", "b");
      String key = take();
      add("a", "c");
      queue.succeeded(key);

      assertThat(takeAll()).containsExactly("b", "c", "a");
    }

    @Test
    void aKeyThatIsHandedBackGoesToTheFront() {
      add("a", "b");
      queue.handBack(take());

      assertThat(takeAll()).containsExactly("a", "b");
    }

    @Test
    void aKeyThatIsHandedBackAndWasAddedMeanwhileComesOnce() {
      add("a", "b");
      String key = take();
      add("a");
      queue.handBack(key);

      assertThat(takeAll()).containsExactly("a", "b");
    }

    @Test
    void keysWhoseWaitsEndTogetherComeInTheOrderInWhichTheyAreDue() {
      fail("a");
      pass(Duration.ofMillis(1_100));
      fail("b"); // due at 1.6 to 2.1 s
      fail("a"); // for the second time: due at 2.1 to 3.1 s
      pass(Duration.ofMinutes(1));

      assertThat(takeAll()).containsExactly("b", "a");
    }
  }

  @Nested
  class Failures {

    @Test
    void aKeyThatFailedWaitsForItsBackOff() {
      Duration delay = fail("a");
      pass(delay.minusNanos(1));
      assertThat(takeAll()).isEmpty();
      assertThat(queue.depth()).isEqualTo(new Depth(0, 1, 0));
      pass(Duration.ofNanos(1));

      assertThat(takeAll()).containsExactly("a");
      assertThat(queue.depth()).isEqualTo(new Depth(0, 0, 1));
    }

    @Test
    void theWaitGrowsWithEachFailureInARow() {
      List<Duration> delays = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        delays.add(fail("a"));
        pass(delays.get(i));
      }

      assertThat(delays.get(0)).isBetween(Duration.ofMillis(500), SECOND);
      assertThat(delays.get(1)).isBetween(SECOND, Duration.ofSeconds(2));
      assertThat(delays.get(2)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
      assertThat(delays.get(5)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void aChangeEndsTheWait() {
      fail("a");
      add("a");

      assertThat(takeAll()).containsExactly("a");
    }

    @Test
    void aWaitThatAChangeEndedHandsNothingOutLater() {
      fail("a");
      add("a");
      queue.succeeded(take());
      pass(Duration.ofHours(1));

      assertThat(takeAll()).isEmpty();
    }

    @Test
    void aWaitThatAChangeEndedDoesNotShortenTheNextOne() {
      fail("a");
      add("a");
      queue.succeeded(take());
      add("a");
      pass(Duration.ofMillis(400));
      Duration delay = fail("a");
      pass(delay.minusNanos(1));

      assertThat(takeAll()).isEmpty();
    }

    @Test
    void aChangeWhileTheFailedWorkRanNeedsNoWait() {
      add("a");
      String key = take();
      add("a");

      assertThat(queue.failed(key)).isZero();
      assertThat(takeAll()).containsExactly("a");
    }

    @Test
    void onlySuccessForgetsTheFailures() {
      fail("a");
      add("a");
      Duration second = fail("a");
      assertThat(second).isGreaterThanOrEqualTo(SECOND);
      add("a");
      queue.handBack(take());
      pass(Duration.ofMinutes(1));
      Duration third = fail("a");
      assertThat(third).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
      pass(third);
      queue.succeeded(take());
      add("a");

      assertThat(fail("a")).isLessThanOrEqualTo(SECOND);
    }

    @Test
    void keysFailApartFromEachOther() {
      fail("a");
      add("a");
      fail("a");

      assertThat(fail("b")).isLessThanOrEqualTo(SECOND);
    }

    @Test
    void anotherBackOffCountsFromTheNextFailureOn() {
      fail("a");
      queue.backOff(new BackOff(Duration.ofHours(1), Duration.ofHours(1)));
      add("a");

      assertThat(fail("a")).isGreaterThanOrEqualTo(Duration.ofMinutes(30));
    }

    /** The queue grows with the number of objects, not with that of events. */
    @Test
    void waitsThatChangesEndedAreForgotten() {
      AtomicLong looks = new AtomicLong();
      KeyedQueue<String> counted =
          new KeyedQueue<>(
              new BackOff(SECOND, SECOND),
              new Random(1),
              () -> looks.incrementAndGet() > 0 ? clock.get() : 0);
      for (int i = 0; i < 1_000; i++) {
        counted.add("a");
        counted.failed(take(counted).orElseThrow());
      }
      assertThat(counted.depth()).isEqualTo(new Depth(0, 1, 0));
      pass(Duration.ofHours(1));
      looks.set(0);

      assertThat(take(counted)).contains("a");
      assertThat(looks).as("looks at the clock, one for each wait").hasValueLessThan(10);
    }

    @Test
    void aClockThatOverflowsDoesNoHarm() {
      clock.set(Long.MAX_VALUE - SECOND.toNanos() / 4);
      Duration delay = fail("a");
      pass(delay.minusNanos(1));
      assertThat(takeAll()).isEmpty();
      pass(Duration.ofNanos(1));

      assertThat(takeAll()).containsExactly("a");
    }
  }

  @Nested
  class Waiting {

    private final KeyedQueue<String> real =
        new KeyedQueue<>(
            new BackOff(Duration.ofMillis(400), Duration.ofMillis(400)), new Random(1));
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

      assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> real.take(SECOND));
      assertThat(real.depth()).isEqualTo(new Depth(1, 0, 0));
    }

    /**
     * Who waited first learns of the shorter wait and goes away: the one who stays must know it
     * too.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEndOfABackOffIsSeenByWhoeverStillWaits(boolean interrupted) throws Exception {
      real.add("a");
      String key = real.take(Duration.ZERO).orElseThrow();
      Thread leaves =
          startTaking(interrupted ? Duration.ofSeconds(20) : Duration.ofMillis(150), key);
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

  private void add(String... keys) {
    List.of(keys).forEach(queue::add);
  }

  /** Adds a key if it is not ready, takes it and lets the work on it fail. */
  private Duration fail(String key) {
    queue.add(key);
    assertThat(take()).isEqualTo(key);
    return queue.failed(key);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private String take() {
    return take(queue).orElseThrow();
  }

  private static Optional<String> take(KeyedQueue<String> from) {
    try {
      return from.take(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> takeAll() {
    List<String> all = new ArrayList<>();
    for (Optional<String> key = take(queue); key.isPresent(); key = take(queue)) {
      all.add(key.get());
    }
    return all;
  }
}
