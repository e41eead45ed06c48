package io.seldoningress.component.informer;

import io.seldoningress.component.informer.OwnWrites.Origin;
import io.seldoningress.queue.BackOff;
import io.seldoningress.queue.KeyedQueue;
import io.seldoningress.queue.Wait;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * The keys that wait for one route. It outlives the route's consumer: what changes while the route
 * is suspended, restarted or reloaded waits here.
 */
final class RouteQueue {

  /**
   * @param skipInitial leave out the objects that exist when the informer or the route starts
   * @param skipOwnWrites leave out states that this process wrote
   * @param expected objects that are handed over at the start also where they do not exist, and
   *     whatever is skipped
   * @param backOff how long failed objects wait
   */
  record Options(
      boolean skipInitial, boolean skipOwnWrites, Set<ResourceKey> expected, BackOff backOff) {}

  private volatile Options options;
  private final KeyedQueue<ResourceKey> keys;
  private int users;
  private int starts;

  /**
   * Since when keys are taken, by System.nanoTime; null while none are, as by a standby replica.
   */
  private volatile Long takenSince;

  RouteQueue(Options options) {
    this.options = options;
    // Each worker thread has a generator of its own; the shared one would be a point of contention.
    this.keys =
        new KeyedQueue<>(
            options.backOff(), (RandomGenerator) () -> ThreadLocalRandom.current().nextLong());
  }

  /** A consumer of the route started. */
  synchronized void use() {
    users++;
    starts++;
  }

  /**
   * A consumer of the route stopped.
   *
   * @return how many have started so far
   */
  synchronized int leave() {
    users--;
    return starts;
  }

  /** Whether no consumer uses the queue, and none has since so many had started. */
  synchronized boolean unusedSince(int startsThen) {
    return users == 0 && starts == startsThen;
  }

  Options options() {
    return options;
  }

  /** The route came back with other options; the keys stay. */
  void change(Options newOptions) {
    options = newOptions;
    keys.backOff(newOptions.backOff());
  }

  /** An object changed. */
  void changed(ResourceKey key, Origin origin, boolean initial) {
    boolean leftOut = origin != Origin.OTHERS && options.skipOwnWrites();
    if (!leftOut && !(initial && options.skipInitial())) {
      keys.add(key);
    }
  }

  /** A state whose origin was undecided is of somebody else. */
  void changedByOthers(ResourceKey key) {
    if (options.skipOwnWrites()) {
      keys.add(key);
    }
  }

  void add(ResourceKey key) {
    keys.add(key);
  }

  /** The objects that shall be there want to be handled, whether or not they are. */
  void addExpected() {
    options.expected().forEach(keys::add);
  }

  Optional<ResourceKey> take(Duration timeout) throws InterruptedException {
    return keys.take(timeout);
  }

  void handBack(ResourceKey key) {
    keys.handBack(key);
  }

  void succeeded(ResourceKey key, Optional<Duration> comesBack) {
    keys.succeeded(key, comesBack);
  }

  Duration failed(ResourceKey key, Wait wait) {
    return keys.failed(key, wait);
  }

  void progressed(ResourceKey key) {
    keys.progressed(key);
  }

  int failures(ResourceKey key) {
    return keys.failures(key);
  }

  boolean overtaken(ResourceKey key) {
    return keys.overtaken(key);
  }

  void endWaits() {
    keys.endWaits();
  }

  KeyedQueue.Depth depth() {
    return keys.depth();
  }

  /**
   * How long the key that has been ready longest could have been taken; zero when none is ready, or
   * none is taken here.
   */
  Duration oldestAge() {
    Long since = takenSince;
    if (since == null) {
      return Duration.ZERO;
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - since);
    return keys.activity()
        .oldestReady()
        .map(age -> age.compareTo(taken) < 0 ? age : taken)
        .orElse(Duration.ZERO);
  }

  /** From now on keys are taken, or not any more. */
  void taken(boolean now) {
    takenSince = now ? System.nanoTime() : null;
  }

  /**
   * Why the queue does not move.
   *
   * @param limit how long a key may be with a worker, or ready while none is handed out
   */
  Optional<String> stuck(Duration limit) {
    KeyedQueue.Activity<ResourceKey> activity = keys.activity();
    return activity
        .longestRunning()
        .filter(running -> running.time().compareTo(limit) > 0)
        .map(
            running -> "%s is in work for %ds".formatted(running.key(), running.time().toSeconds()))
        .or(() -> standsStill(activity, limit));
  }

  private Optional<String> standsStill(KeyedQueue.Activity<ResourceKey> activity, Duration limit) {
    Long since = takenSince;
    boolean couldMove = since != null && System.nanoTime() - since > limit.toNanos();
    return activity
        .oldestReady()
        .filter(age -> couldMove && age.compareTo(limit) > 0)
        .filter(age -> activity.sinceHandOut().compareTo(limit) > 0)
        .map(age -> "nothing was taken for %ds".formatted(activity.sinceHandOut().toSeconds()));
  }
}
