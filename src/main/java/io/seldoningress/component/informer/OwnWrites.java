package io.seldoningress.component.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What this process wrote and the watch has not shown yet, laid over a cache so that the process
 * reads its own writes. Entries live for the milliseconds until the watch catches up.
 *
 * @param <T> the class of the objects
 */
final class OwnWrites<T extends HasMetadata> {

  /**
   * No watch lags longer without being broken; a broken one lists again and then shows what is
   * true.
   */
  private static final Duration LONGEST_LAG = Duration.ofSeconds(30);

  /** Who wrote a state that the watch shows. */
  enum Origin {
    /** This process, or the state is older than one that it wrote. */
    OURS,
    /** Somebody else. */
    OTHERS,
    /** A write is not answered yet; {@link #end} tells when it is. */
    UNDECIDED
  }

  /**
   * The answer to a write; for a deletion the object that was deleted.
   *
   * @param indexed its values in each index that was asked, each computed once
   */
  private record Write<T>(T object, boolean deletion, long at, Map<String, Set<String>> indexed) {

    Write(T object, boolean deletion, long at) {
      this(object, deletion, at, new ConcurrentHashMap<>());
    }

    boolean isUnder(String index, Function<T, List<String>> values, String value) {
      return indexed
          .computeIfAbsent(index, name -> Set.copyOf(values.apply(object)))
          .contains(value);
    }
  }

  private final Map<ResourceKey, Write<T>> writes = new ConcurrentHashMap<>();

  /**
   * The newest version that the watch showed, by namespace. A watch shows changes in the order of
   * their versions, so the cache has all that is not newer.
   */
  private final Map<String, Long> shown = new ConcurrentHashMap<>();

  private final WritesInFlight inFlight = new WritesInFlight();
  private final LongSupplier nanoClock;
  private volatile long lastForgotten;

  OwnWrites(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.lastForgotten = nanoClock.getAsLong();
  }

  /** A write of an object begins. */
  void begin(ResourceKey key) {
    inFlight.begin(key, notSeen(key).map(OwnWrites::version).orElse(0L));
  }

  /**
   * A write of an object ended, well or not.
   *
   * @return whether a state of it that was undecided is of somebody else
   */
  boolean end(ResourceKey key) {
    return inFlight.end(key);
  }

  /** The API server answered a write with this object. */
  void written(T object) {
    forgetOld();
    ResourceKey key = ResourceKey.of(object);
    inFlight.answer(key, version(object));
    Write<T> write = new Write<>(object, false, nanoClock.getAsLong());
    writes.merge(
        key, write, (before, after) -> newer(before.object(), after.object()) ? before : after);
    // The event may come before the answer. This looks after it wrote, and seen() wrote before it
    // looks, so that one of them removes it.
    if (version(object) <= shown.getOrDefault(key.namespace(), 0L)) {
      writes.remove(key, write);
    }
  }

  /** The API server took the deletion of this object. */
  void deleted(T object) {
    forgetOld();
    writes.put(ResourceKey.of(object), new Write<>(object, true, nanoClock.getAsLong()));
  }

  /** The watch showed a state of an object; tells who wrote it. */
  Origin seen(T object) {
    // In this order: a write that is no longer under way has left its answer to find.
    boolean undecided = inFlight.show(ResourceKey.of(object), version(object));
    ResourceKey key = show(object);
    if (isOurs(key, object)) {
      return Origin.OURS;
    }
    return undecided ? Origin.UNDECIDED : Origin.OTHERS;
  }

  private boolean isOurs(ResourceKey key, T object) {
    Write<T> write = writes.get(key);
    if (write == null || write.deletion()) {
      return write != null && sameObject(write.object(), object);
    }
    if (newer(write.object(), object)) {
      return true;
    }
    writes.remove(key, write);
    return !newer(object, write.object());
  }

  /**
   * The watch showed a deletion, perhaps with a state before the last one: what was written to that
   * object is gone, for good; what was written after it stays.
   */
  void seenDeleted(T object) {
    ResourceKey key = show(object);
    Write<T> write = writes.get(key);
    if (write != null && (sameObject(write.object(), object) || !newer(write.object(), object))) {
      writes.remove(key, write);
    }
  }

  /** What was written to an object, not deleted, and not seen yet. */
  Optional<T> notSeen(ResourceKey key) {
    return Optional.ofNullable(writes.get(key))
        .filter(write -> !write.deletion())
        .map(Write::object);
  }

  /** The state of an object, given what the cache shows. */
  Optional<T> over(ResourceKey key, T cached) {
    Write<T> write = writes.get(key);
    if (write == null || expired(key, write)) {
      return Optional.ofNullable(cached);
    }
    if (write.deletion()) {
      return Optional.ofNullable(cached).filter(object -> !sameObject(write.object(), object));
    }
    return cached != null && newer(cached, write.object())
        ? Optional.of(cached)
        : Optional.of(write.object());
  }

  /** All objects that were written and not deleted. */
  Stream<T> objects() {
    return writes.values().stream().filter(write -> !write.deletion()).map(Write::object);
  }

  /**
   * What was written, not deleted, and has a value in an index. A reconcile asks dozens of times,
   * and in a rush hundreds of writes are not seen yet.
   */
  Stream<ResourceKey> under(String index, Function<T, List<String>> values, String value) {
    return writes.entrySet().stream()
        .filter(entry -> !entry.getValue().deletion())
        .filter(entry -> entry.getValue().isUnder(index, values, value))
        .map(Map.Entry::getKey);
  }

  private ResourceKey show(T object) {
    ResourceKey key = ResourceKey.of(object);
    shown.merge(key.namespace(), version(object), Math::max);
    return key;
  }

  private boolean expired(ResourceKey key, Write<T> write) {
    boolean old = isOld(write);
    if (old) {
      writes.remove(key, write);
    }
    return old;
  }

  private boolean isOld(Write<T> write) {
    return nanoClock.getAsLong() - write.at() >= LONGEST_LAG.toNanos();
  }

  /** Of what a broken watch did not show; the next list does, and tells nothing of it. */
  private void forgetOld() {
    long now = nanoClock.getAsLong();
    if (now - lastForgotten >= LONGEST_LAG.toNanos()) {
      lastForgotten = now;
      writes.values().removeIf(this::isOld);
    }
  }

  private static boolean sameObject(HasMetadata one, HasMetadata other) {
    String uid = one.getMetadata().getUid();
    return uid != null && uid.equals(other.getMetadata().getUid());
  }

  /**
   * Whether a state is newer than another. Resource versions of one resource are decimal numbers
   * that grow (Kubernetes API concepts, "Resource versions").
   */
  private static boolean newer(HasMetadata one, HasMetadata other) {
    return version(one) > version(other);
  }

  static long version(HasMetadata object) {
    try {
      return Long.parseLong(object.getMetadata().getResourceVersion());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
