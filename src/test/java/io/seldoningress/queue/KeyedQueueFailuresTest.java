package io.seldoningress.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.queue.KeyedQueue.Depth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The rules about keys that failed. */
class KeyedQueueFailuresTest extends QueueFixture {

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
  void aWorkerCanAskForALongerWaitOrAShorterOne() {
    Duration minute = Duration.ofMinutes(1);
    Duration tick = Duration.ofMillis(1);
    add("a", "b", "c", "d");
    assertThat(queue.failed(take(), Wait.atLeast(minute))).isEqualTo(minute);
    assertThat(queue.failed(take(), Wait.atLeast(tick))).isBetween(SECOND.dividedBy(2), SECOND);
    assertThat(queue.failed(take(), Wait.atMost(minute))).isBetween(SECOND.dividedBy(2), SECOND);
    assertThat(queue.failed(take(), Wait.atMost(tick))).isEqualTo(tick);
    pass(tick);
    assertThat(takeAll()).containsExactly("d");
    pass(SECOND);

    assertThat(takeAll()).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void aChangeEndsALongerWaitToo() {
    add("a");
    queue.failed(take(), Wait.atLeast(Duration.ofHours(1)));
    add("a");

    assertThat(takeAll()).containsExactly("a");
  }

  @Test
  void allWaitsCanBeEndedInTheOrderInWhichTheyWereDue() {
    add("a", "b");
    queue.failed(take(), Wait.atLeast(Duration.ofHours(2)));
    queue.failed(take(), Wait.atLeast(Duration.ofHours(1)));
    queue.endWaits();
    List<String> ended = takeAll();
    ended.forEach(queue::succeeded);
    pass(Duration.ofHours(3));

    assertThat(ended).containsExactly("b", "a");
    assertThat(takeAll()).isEmpty();
    assertThat(queue.depth()).isEqualTo(new Depth(0, 0, 0));
  }

  @Test
  void endedWaitsForgetNoFailures() {
    fail("a");
    assertThat(queue.failures("a")).isEqualTo(1);
    queue.endWaits();
    assertThat(queue.failed(take())).isGreaterThanOrEqualTo(SECOND);
    assertThat(queue.failures("a")).isEqualTo(2);
    queue.endWaits();
    queue.succeeded(take());

    assertThat(queue.failures("a")).isZero();
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

  @Test
  void nothingEndsTheFirmPartOfAWait() {
    add("a");
    queue.failed(take(), Wait.atLeast(Duration.ofHours(1)).firmly(SECOND));
    pass(SECOND.minusNanos(1));
    add("a");
    queue.endWaits();
    assertThat(takeAll()).isEmpty();
    pass(Duration.ofNanos(1));

    assertThat(takeAll()).containsExactly("a");
  }

  @Test
  void aChangeEndsTheWaitAfterItsFirmPart() {
    add("a");
    queue.failed(take(), Wait.atLeast(Duration.ofHours(1)).firmly(SECOND));
    pass(SECOND);
    assertThat(takeAll()).isEmpty();
    add("a");

    assertThat(takeAll()).containsExactly("a");
  }

  @Test
  void aChangeWhileTheFailedWorkRanWaitsForTheFirmPart() {
    add("a");
    String key = take();
    add("a");

    assertThat(queue.failed(key, Wait.atLeast(Duration.ofHours(1)).firmly(SECOND)))
        .isEqualTo(SECOND);
    assertThat(takeAll()).isEmpty();
    pass(SECOND);
    assertThat(takeAll()).containsExactly("a");
  }

  @Test
  void theFirmPartWinsOverTheLongestWait() {
    Wait wait = Wait.atMost(SECOND).firmly(Duration.ofMinutes(1));
    add("a");

    assertThat(queue.failed(take(), wait)).isEqualTo(Duration.ofMinutes(1));
  }
}
