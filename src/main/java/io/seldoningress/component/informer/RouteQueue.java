package io.seldoningress.component.informer;

import io.seldoningress.queue.BackOff;
import io.seldoningress.queue.KeyedQueue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * The keys that wait for one route. It outlives the route's consumer: what changes while the route
 * is suspended, restarted or reloaded waits here.
 */
final class RouteQueue {

  /**
   * @param skipInitial leave out the objects that exist when the informer or the route starts
   * @param skipOwnWrites leave out states that this process wrote
   * @param backOff how long failed objects wait
   */
  record Options(boolean skipInitial, boolean skipOwnWrites, BackOff backOff) {}

  private final Options options;
  private final KeyedQueue<ResourceKey> keys;
  private final AtomicInteger users = new AtomicInteger();

  RouteQueue(Options options) {
    this.options = options;
    // Each worker thread has a generator of its own; the shared one would be a point of contention.
    this.keys =
        new KeyedQueue<>(
            options.backOff(), (RandomGenerator) () -> ThreadLocalRandom.current().nextLong());
  }

  /** A consumer of the route started. */
  void use() {
    users.incrementAndGet();
  }

  /** A consumer of the route stopped. */
  void leave() {
    users.decrementAndGet();
  }

  boolean inUse() {
    return users.get() > 0;
  }

  Options options() {
    return options;
  }

  /** An object changed. */
  void changed(ResourceKey key, boolean ownWrite, boolean initial) {
    if (!(ownWrite && options.skipOwnWrites()) && !(initial && options.skipInitial())) {
      keys.add(key);
    }
  }

  void add(ResourceKey key) {
    keys.add(key);
  }

  Optional<ResourceKey> take(Duration timeout) throws InterruptedException {
    return keys.take(timeout);
  }

  void handBack(ResourceKey key) {
    keys.handBack(key);
  }

  void succeeded(ResourceKey key) {
    keys.succeeded(key);
  }

  Duration failed(ResourceKey key) {
    return keys.failed(key);
  }

  boolean overtaken(ResourceKey key) {
    return keys.overtaken(key);
  }

  KeyedQueue.Depth depth() {
    return keys.depth();
  }
}
