package io.seldoningress.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the queue tells of how it moves. */
class KeyedQueueActivityTest extends QueueFixture {

  @Test
  void anEmptyOneHasNothingThatWaits() {
    pass(SECOND);

    assertThat(queue.activity().oldestReady()).isEmpty();
    assertThat(queue.activity().longestRunning()).isEmpty();
    assertThat(queue.activity().sinceHandOut()).isEqualTo(SECOND);
  }

  @Test
  void aKeyIsAsOldAsTheFirstTimeThatItWasAdded() {
    add("a");
    pass(SECOND);
    add("a", "b");
    pass(SECOND);

    assertThat(queue.activity().oldestReady()).contains(Duration.ofSeconds(2));
  }

  @Test
  void theTimeInBackOffDoesNotCount() {
    fail("a");
    pass(Duration.ofSeconds(8));
    add("b");

    assertThat(queue.activity().oldestReady()).contains(Duration.ZERO);
  }

  @Test
  void aWorkerHasItsKeyForAsLongAsItDoesNotGiveItBack() {
    add("a", "b");
    take();
    pass(SECOND);
    take();
    pass(SECOND);

    assertThat(queue.activity().longestRunning())
        .contains(new KeyedQueue.Running<>("a", Duration.ofSeconds(2)));
    queue.succeeded("a");
    assertThat(queue.activity().longestRunning())
        .contains(new KeyedQueue.Running<>("b", Duration.ofSeconds(1)));
    assertThat(queue.activity().sinceHandOut()).isEqualTo(SECOND);
  }

  @Test
  void whoSaysThatItGoesOnIsNotStuck() {
    add("a");
    take();
    pass(SECOND);
    add("a");
    queue.progressed("a");
    pass(SECOND);

    assertThat(queue.activity().longestRunning()).contains(new KeyedQueue.Running<>("a", SECOND));
    assertThat(queue.overtaken("a")).isTrue();
  }

  @Test
  void aKeyThatWasAddedMeanwhileIsReadyFromTheEndOfItsWork() {
    add("a");
    take();
    add("a");
    pass(SECOND);
    assertThat(queue.activity().oldestReady()).isEmpty();
    queue.succeeded("a");
    pass(SECOND);

    assertThat(queue.activity().oldestReady()).contains(SECOND);
  }
}
