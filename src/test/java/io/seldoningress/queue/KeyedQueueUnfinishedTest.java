package io.seldoningress.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.queue.KeyedQueue.Depth;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys whose work succeeded, with something left to do later. */
class KeyedQueueUnfinishedTest extends QueueFixture {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void itComesBackWhenItsTimeIsOver() {
    succeed("a", MINUTE);
    assertThat(queue.depth()).isEqualTo(new Depth(0, 1, 0));
    pass(Duration.ofSeconds(59));
    assertThat(takeAll()).isEmpty();
    pass(SECOND);

    assertThat(takeAll()).containsExactly("a");
    queue.succeeded("a");
    pass(MINUTE.multipliedBy(10));
    assertThat(takeAll()).isEmpty();
  }

  @Test
  void aChangeEndsTheWait() {
    succeed("a", MINUTE);
    add("a");

    assertThat(takeAll()).containsExactly("a");
    queue.succeeded("a");
    pass(MINUTE);
    assertThat(takeAll()).isEmpty();
  }

  @Test
  void aChangeDuringTheWorkMakesTheWaitUnnecessary() {
    add("a");
    assertThat(take()).isEqualTo("a");
    add("a");
    queue.succeeded("a", Optional.of(SECOND));

    assertThat(queue.depth()).isEqualTo(new Depth(1, 0, 0));
  }

  @Test
  void itHasNotFailed() {
    fail("a");
    succeed("a", SECOND);

    assertThat(queue.failures("a")).isZero();
  }

  @Test
  void theEndOfAllWaitsIsTheEndOfThisOne() {
    succeed("a", MINUTE);
    queue.endWaits();

    assertThat(takeAll()).containsExactly("a");
  }

  private void succeed(String key, Duration comesBack) {
    queue.add(key);
    assertThat(take()).isEqualTo(key);
    queue.succeeded(key, Optional.of(comesBack));
  }
}
