package io.seldoningress.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.seldoningress.queue.KeyedQueue.Depth;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The first rules of the package's documentation: coalescing, one worker, order. */
class KeyedQueueTest extends QueueFixture {

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
}
