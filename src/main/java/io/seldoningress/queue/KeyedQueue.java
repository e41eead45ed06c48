package io.seldoningress.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A queue of keys, each in it at most once and with at most one worker at a time. The rules are in
 * the package's documentation. All methods are safe for use by several threads; none runs foreign
 * code under its lock.
 *
 * @param <K> the key, with {@code equals} and {@code hashCode}
 */
public final class KeyedQueue<K> {

  /** A key in back-off until it is due; before {@code firm} nothing makes it ready. */
  private record Waiting<K>(K key, long due, long firm, long number)
      implements Comparable<Waiting<K>> {
    @Override
    public int compareTo(Waiting<K> other) {
      // Subtraction, because nanosecond clocks may overflow.
      int order = Long.signum(due - other.due);
      return order != 0 ? order : Long.signum(number - other.number);
    }
  }

  private final LongSupplier nanoClock;
  private final RandomGenerator random;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Keys to hand out, in order; {@link #readySince} has the same ones by key. */
  private final Deque<K> ready = new ArrayDeque<>();

  private final Map<K, Long> readySince = new HashMap<>();

  /**
   * Keys that come back later, the first one due first; {@link #waits} has the same ones by key.
   */
  private final NavigableSet<Waiting<K>> waiting = new TreeSet<>();

  private final Map<K, Waiting<K>> waits = new HashMap<>();

  /**
   * The work on a key.
   *
   * @param since when a worker took it, or last said that it goes on
   * @param added whether it was added since then
   */
  private record Work(long since, boolean added) {}

  private final Map<K, Work> running = new HashMap<>();

  private final Map<K, Integer> failures = new HashMap<>();

  private BackOff backOff;
  private long waitsSoFar;
  private long lastHandOut;

  /**
   * An empty queue.
   *
   * @param backOff how long failed keys wait
   * @param random spreads those waits
   */
  public KeyedQueue(BackOff backOff, RandomGenerator random) {
    this(backOff, random, System::nanoTime);
  }

  KeyedQueue(BackOff backOff, RandomGenerator random, LongSupplier nanoClock) {
    this.backOff = backOff;
    this.random = random;
    this.nanoClock = nanoClock;
    this.lastHandOut = nanoClock.getAsLong();
  }

  /** Changes how long keys wait that fail from now on. */
  public void backOff(BackOff newBackOff) {
    lock.lock();
    try {
      backOff = newBackOff;
    } finally {
      lock.unlock();
    }
  }

  /** Says that the object of a key changed: it will be handed out once after this call. */
  public void add(K key) {
    lock.lock();
    try {
      if (running.computeIfPresent(key, (same, work) -> new Work(work.since(), true)) == null) {
        enqueue(key);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the next key, waiting for one. The caller works on it and then calls {@link #succeeded}
   * or {@link #failed}.
   *
   * @param timeout how long to wait for a key
   * @return the key, or empty when none became ready in time
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  public Optional<K> take(Duration timeout) throws InterruptedException {
    long deadline = nanoClock.getAsLong() + timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        long untilDue = promoteDue();
        if (!ready.isEmpty()) {
          return Optional.of(handOut());
        }
        long left = deadline - nanoClock.getAsLong();
        if (left <= 0) {
          return Optional.empty();
        }
        var unused = changed.awaitNanos(Math.min(left, untilDue));
      }
    } finally {
      lock.unlock();
    }
  }

  /** The work on a key is done; its failures are forgotten. */
  public void succeeded(K key) {
    succeeded(key, Optional.empty());
  }

  /**
   * The same, where something is left to do later.
   *
   * @param comesBack when the key is handed out again, if not sooner because it is added; empty for
   *     not before that
   */
  public void succeeded(K key, Optional<Duration> comesBack) {
    lock.lock();
    try {
      failures.remove(key);
      if (finish(key)) {
        enqueue(key);
      } else {
        comesBack.ifPresent(delay -> await(key, delay, Duration.ZERO));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The work on a key failed: it comes back after its back-off, or at once if its object changed
   * meanwhile.
   *
   * @return how long it waits; zero if it is ready again
   */
  public Duration failed(K key) {
    return failed(key, Wait.BACK_OFF);
  }

  /**
   * The same, with a wait that the worker asks for: a server said when to come back, say. A change
   * meanwhile ends it as one that comes later would.
   *
   * @param wait the bounds of the wait
   * @return how long it waits; zero if it is ready again
   */
  public Duration failed(K key, Wait wait) {
    lock.lock();
    try {
      int count = failures.merge(key, 1, Integer::sum);
      Duration delay = finish(key) ? wait.firm() : wait.bound(backOff.after(count, random));
      if (delay.isZero()) {
        enqueue(key);
      } else {
        await(key, delay, wait.firm());
      }
      return delay;
    } finally {
      lock.unlock();
    }
  }

  /** How often the work on a key failed since it last succeeded. */
  public int failures(K key) {
    lock.lock();
    try {
      return failures.getOrDefault(key, 0);
    } finally {
      lock.unlock();
    }
  }

  /** Ends all waits: what kept the keys from succeeding is likely to be over. */
  public void endWaits() {
    lock.lock();
    try {
      List.copyOf(waiting).forEach(wait -> enqueue(wait.key()));
    } finally {
      lock.unlock();
    }
  }

  /** Hands a key back that was taken and not worked on: it is ready again, at the front. */
  public void handBack(K key) {
    lock.lock();
    try {
      finish(key);
      if (readySince.putIfAbsent(key, nanoClock.getAsLong()) == null) {
        ready.addFirst(key);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether a key that is being worked on was added again meanwhile: the work on it is about an
   * older state.
   */
  public boolean overtaken(K key) {
    lock.lock();
    try {
      return running.containsKey(key) && running.get(key).added();
    } finally {
      lock.unlock();
    }
  }

  /** The work on a key goes on: it is as if its worker had taken it just now. */
  public void progressed(K key) {
    lock.lock();
    try {
      running.computeIfPresent(key, (same, work) -> new Work(nanoClock.getAsLong(), work.added()));
    } finally {
      lock.unlock();
    }
  }

  /** The number of keys that are ready, waiting and with a worker. */
  public Depth depth() {
    lock.lock();
    try {
      return new Depth(ready.size(), waiting.size(), running.size());
    } finally {
      lock.unlock();
    }
  }

  /**
   * How many keys there are.
   *
   * @param ready keys that a worker could take now
   * @param waiting keys that come back later
   * @param running keys with a worker
   */
  public record Depth(int ready, int waiting, int running) {}

  /** How the queue moves. It looks at every key: for people and probes, not for each exchange. */
  public Activity<K> activity() {
    lock.lock();
    try {
      long now = nanoClock.getAsLong();
      return new Activity<>(
          readySince.values().stream()
              .map(since -> Duration.ofNanos(now - since))
              .max(Comparator.naturalOrder()),
          running.entrySet().stream()
              .map(
                  work ->
                      new Running<>(work.getKey(), Duration.ofNanos(now - work.getValue().since())))
              .max(Comparator.comparing(Running::time)),
          Duration.ofNanos(now - lastHandOut));
    } finally {
      lock.unlock();
    }
  }

  /**
   * A key with a worker.
   *
   * @param time how long the worker has had it, or has not said that it goes on
   */
  public record Running<K>(K key, Duration time) {}

  /**
   * How the queue moves.
   *
   * @param oldestReady how long the key that has been ready longest has been so; empty when none is
   * @param longestRunning the key that a worker has had longest
   * @param sinceHandOut how long ago a key was handed out, or the queue was made
   */
  public record Activity<K>(
      Optional<Duration> oldestReady, Optional<Running<K>> longestRunning, Duration sinceHandOut) {}

  private void await(K key, Duration delay, Duration firm) {
    long now = nanoClock.getAsLong();
    await(new Waiting<>(key, now + delay.toNanos(), now + firm.toNanos(), waitsSoFar++));
  }

  private void await(Waiting<K> wait) {
    waits.put(wait.key(), wait);
    waiting.add(wait);
    // All of those who take: each sleeps no longer than until the first wait that it knows ends.
    changed.signalAll();
  }

  /** Makes a key ready, as soon as nothing forbids it. */
  private void enqueue(K key) {
    Waiting<K> wait = waits.remove(key);
    if (wait != null) {
      waiting.remove(wait);
      if (wait.firm() - nanoClock.getAsLong() > 0) {
        await(new Waiting<>(key, wait.firm(), wait.firm(), wait.number()));
        return;
      }
    }
    if (readySince.putIfAbsent(key, nanoClock.getAsLong()) == null) {
      ready.addLast(key);
      changed.signal();
    }
  }

  private K handOut() {
    K key = ready.removeFirst();
    readySince.remove(key);
    lastHandOut = nanoClock.getAsLong();
    running.put(key, new Work(lastHandOut, false));
    return key;
  }

  private boolean finish(K key) {
    Work work = running.remove(key);
    if (work == null) {
      throw new IllegalStateException("nobody works on " + key);
    }
    return work.added();
  }

  /** Makes the keys ready whose wait is over; returns the nanoseconds until the next one is due. */
  private long promoteDue() {
    while (!waiting.isEmpty()) {
      Waiting<K> next = waiting.first();
      long untilDue = next.due() - nanoClock.getAsLong();
      if (untilDue > 0) {
        return untilDue;
      }
      enqueue(next.key());
    }
    return Long.MAX_VALUE;
  }
}
