package io.seldoningress.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatLimiterTest {

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000);
  private final RepeatLimiter<String> limiter =
      new RepeatLimiter<>(Duration.ofSeconds(1), Duration.ofSeconds(8), clock::get);

  @Test
  void theFirstTimeIsAtOnce() {
    assertThat(limiter.untilAllowed("a")).isZero();
  }

  @Test
  void eachWaitIsTwiceTheOneBeforeUpToTheLongest() {
    List<Integer> waits = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      assertThat(limiter.acquire("a")).isTrue();
      waits.add(secondsUntilAllowed("a"));
      pass(limiter.untilAllowed("a"));
    }

    assertThat(waits).containsExactly(1, 2, 4, 8, 8, 8);
    assertThat(limiter.untilAllowed("a")).isZero();
  }

  @Test
  void theWaitCountsFromWhenItWasDone() {
    assertThat(limiter.acquire("a")).isTrue();
    pass(Duration.ofMillis(600));

    assertThat(limiter.untilAllowed("a")).isEqualTo(Duration.ofMillis(400));
  }

  @Test
  void itIsNotAllowedMeanwhileAndThatDoesNotCount() {
    assertThat(limiter.acquire("a")).isTrue();
    pass(Duration.ofMillis(999));
    assertThat(limiter.acquire("a")).isFalse();
    pass(Duration.ofMillis(1));

    assertThat(limiter.acquire("a")).isTrue();
    assertThat(secondsUntilAllowed("a")).isEqualTo(2);
  }

  @Test
  void ofSeveralThreadsOneMay() {
    long allowed = IntStream.range(0, 10_000).parallel().filter(i -> limiter.acquire("a")).count();

    assertThat(allowed).isEqualTo(1);
  }

  @Test
  void othersDoNotWait() {
    assertThat(limiter.acquire("a")).isTrue();

    assertThat(limiter.untilAllowed("b")).isZero();
  }

  @Test
  void whatWasLeftAloneForTwiceItsWaitBeginsAnew() {
    assertThat(limiter.acquire("a")).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(limiter.acquire("a")).isTrue();
    pass(Duration.ofSeconds(4));
    assertThat(limiter.acquire("a")).isTrue();

    assertThat(secondsUntilAllowed("a")).isEqualTo(1);
  }

  @Test
  void whatIsResetBeginsAnew() {
    assertThat(limiter.acquire("a")).isTrue();

    assertThat(limiter.reset("a")).isTrue();
    assertThat(limiter.untilAllowed("a")).isZero();
    assertThat(limiter.reset("a")).isFalse();
  }

  @Test
  void whatIsForgottenIsNotKept() {
    for (int i = 0; i < 1000; i++) {
      assertThat(limiter.acquire("old-" + i)).isTrue();
    }
    pass(Duration.ofSeconds(8));
    assertThat(limiter.acquire("new")).isTrue();

    assertThat(limiter.size()).isEqualTo(1);
  }

  private int secondsUntilAllowed(String key) {
    return (int) limiter.untilAllowed(key).toSeconds();
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
