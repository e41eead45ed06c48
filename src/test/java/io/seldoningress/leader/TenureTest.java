package io.seldoningress.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seldoningress.component.apply.NotLeaderException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lease of 15 seconds, renewed within 10: writes end after 14. */
class TenureTest {

  private static final LeaseOptions OPTIONS =
      new LeaseOptions(
          "ns",
          "lease",
          "me",
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2));

  private final AtomicLong clock = new AtomicLong();
  private final Tenure tenure = new Tenure(OPTIONS, clock::get);

  @ParameterizedTest
  @CsvSource({"0, 14000", "1, 13999", "5000, 9000", "9999, 4001", "10000,", "14000,", "99999,"})
  void aWriteMayBeginUntilTheRenewDeadlineAndEndsBeforeTheLease(long millis, Long limit) {
    tenure.open();
    tenure.renewed(clock.get());
    pass(millis);

    if (limit == null) {
      assertNotAllowed();
    } else {
      assertThat(tenure.<Duration>write(left -> left)).isEqualTo(Duration.ofMillis(limit));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 1_000_000_000L, Long.MIN_VALUE})
  void theClockMayStartAnywhereAndOverflow(long start) {
    clock.set(start);
    tenure.open();
    assertNotAllowed();
    tenure.renewed(clock.get());

    pass(9_999);
    assertThat(tenure.left()).isEqualTo(Duration.ofMillis(1));
    assertThat(tenure.<Duration>write(left -> left)).isEqualTo(Duration.ofMillis(4_001));
    pass(1);
    assertNotAllowed();
  }

  @Test
  void whatCountsIsWhenTheRenewalWasSent() {
    tenure.open();
    long sentAt = clock.get();
    pass(9_000);
    tenure.renewed(sentAt);

    assertThat(tenure.left()).isEqualTo(Duration.ofSeconds(1));
    pass(1_000);
    assertNotAllowed();
  }

  @Test
  void anAnswerThatComesAfterTheDeadlineRenewsNothing() {
    tenure.open();
    long sentAt = clock.get();
    pass(10_000);
    tenure.renewed(sentAt);

    assertNotAllowed();
    assertThat(tenure.leadership()).isEqualTo(Leadership.NOBODY);
  }

  @Test
  void aLeaseThatSomebodyElseHoldsEndsItAtOnce() {
    tenure.open();
    tenure.renewed(clock.get());
    tenure.heldBy("other");

    assertNotAllowed();
    assertThat(tenure.leadership()).isEqualTo(new Leadership("other", 0));
  }

  /** A failed renewal is followed by a look at the Lease. */
  @Test
  void aLeaseThatIsStillOursChangesNothing() {
    tenure.open();
    tenure.renewed(clock.get());
    tenure.heldBy("me");

    assertThat(tenure.leadership()).isEqualTo(new Leadership("me", 1));
  }

  /** As after a restart of the container. */
  @Test
  void aLeaseOfOursThatWasNotRenewedAllowsNothing() {
    tenure.open();
    tenure.heldBy("me");

    assertNotAllowed();
    assertThat(tenure.leadership()).isEqualTo(Leadership.NOBODY);
  }

  @Test
  void eachTermHasANumber() {
    tenure.open();
    tenure.renewed(clock.get());
    pass(9_000);
    tenure.renewed(clock.get());
    assertThat(tenure.leadership().term()).isEqualTo(1);
    pass(10_000);
    assertThat(tenure.leadership().isOurs()).isFalse();
    tenure.renewed(clock.get());
    assertThat(tenure.leadership().term()).isEqualTo(2);
    tenure.heldBy("other");
    tenure.renewed(clock.get());
    assertThat(tenure.leadership().term()).isEqualTo(3);
  }

  @Test
  void nothingIsAllowedBeforeItOpensAndAfterItCloses() throws InterruptedException {
    tenure.renewed(clock.get());
    assertNotAllowed();
    tenure.open();
    tenure.renewed(clock.get());

    assertThat(tenure.close()).isTrue();
    assertNotAllowed();
    tenure.renewed(clock.get());
    assertNotAllowed();
  }

  @Test
  void closingWaitsForWritesThatHaveBegun() throws Exception {
    tenure.open();
    tenure.renewed(clock.get());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    CompletableFuture<Void> write = inAThread(() -> tenure.write(left -> await(begun, answer)));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    Thread closer = new Thread(() -> closed.complete(close()));
    closer.start();
    while (closer.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    assertNotAllowed();
    assertThat(closed).isNotDone();
    answer.countDown();
    assertThat(closed.get(20, TimeUnit.SECONDS)).isTrue();
    write.get(20, TimeUnit.SECONDS);
  }

  @Test
  void closingTellsOfAWriteThatDoesNotEnd() throws Exception {
    tenure.open();
    tenure.renewed(clock.get());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    CompletableFuture<Void> write = inAThread(() -> tenure.write(left -> await(begun, answer)));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    pass(14_000);

    assertThat(tenure.close()).isFalse();
    answer.countDown();
    write.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aWriteThatFailsHasEndedAsWell() throws InterruptedException {
    tenure.open();
    tenure.renewed(clock.get());
    assertThatThrownBy(
            () ->
                tenure.write(
                    left -> {
                      throw new IllegalStateException("no answer");
                    }))
        .hasMessage("no answer");

    assertThat(tenure.close()).isTrue();
  }

  private boolean close() {
    try {
      return tenure.close();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CompletableFuture<Void> inAThread(Runnable task) {
    return CompletableFuture.runAsync(task, run -> new Thread(run).start());
  }

  private static boolean await(CountDownLatch begun, CountDownLatch answer) {
    begun.countDown();
    try {
      return answer.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void pass(long millis) {
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private void assertNotAllowed() {
    assertThatThrownBy(() -> tenure.write(left -> left))
        .isInstanceOf(NotLeaderException.class)
        .hasMessageContaining("me does not hold the Lease ns/lease");
  }
}
