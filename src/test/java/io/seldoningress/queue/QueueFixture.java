package io.seldoningress.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A queue with a clock that the test moves. */
abstract class QueueFixture {

  static final Duration SECOND = Duration.ofSeconds(1);

  final AtomicLong clock = new AtomicLong();
  final KeyedQueue<String> queue = queueAt(clock);

  static KeyedQueue<String> queueAt(AtomicLong clock) {
    BackOff backOff = new BackOff(SECOND, Duration.ofSeconds(8));
    return new KeyedQueue<>(backOff, new Random(1), clock::get);
  }

  void add(String... keys) {
    List.of(keys).forEach(queue::add);
  }

  /** Adds a key if it is not ready, takes it and lets the work on it fail. */
  Duration fail(String key) {
    queue.add(key);
    assertThat(take()).isEqualTo(key);
    return queue.failed(key);
  }

  void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  String take() {
    return take(queue).orElseThrow();
  }

  static Optional<String> take(KeyedQueue<String> from) {
    try {
      return from.take(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  List<String> takeAll() {
    List<String> all = new ArrayList<>();
    for (Optional<String> key = take(queue); key.isPresent(); key = take(queue)) {
      all.add(key.get());
    }
    return all;
  }
}
