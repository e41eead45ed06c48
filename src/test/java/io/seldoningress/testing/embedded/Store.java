package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The objects, one resource version that counts over all of them, the last changes for watches that
 * come back, and the watches. Callers hold the lock of the store ({@code synchronized}) over one
 * request.
 */
final class Store {

  private static final int REMEMBERED_CHANGES = 10_000;

  private final Map<Key, ObjectNode> objects = new LinkedHashMap<>();
  private final Deque<Change> changes = new ArrayDeque<>();
  private final List<Consumer<Change>> watches = new ArrayList<>();
  private long version = 1;
  private long forgotten = 1;

  /**
   * One write.
   *
   * @param before the object before, empty where it was created
   * @param after the object after, with the version of the write; for a deletion its last state
   */
  record Change(
      long version, Key key, Optional<ObjectNode> before, ObjectNode after, boolean isDeletion) {}

  synchronized Optional<ObjectNode> get(Key key) {
    return Optional.ofNullable(objects.get(key));
  }

  synchronized Stream<ObjectNode> list(ResourceType type) {
    return entries().filter(e -> e.getKey().isOf(type)).map(Map.Entry::getValue);
  }

  /** A stable view of all objects. */
  synchronized Stream<Map.Entry<Key, ObjectNode>> entries() {
    return List.copyOf(objects.entrySet()).stream();
  }

  synchronized long version() {
    return version;
  }

  /** Stores {@code object} under the next version, which it gets; returns what was stored. */
  synchronized ObjectNode put(Key key, ObjectNode object) {
    ObjectNode stored = atNextVersion(object);
    publish(new Change(version, key, Optional.ofNullable(objects.put(key, stored)), stored, false));
    return stored;
  }

  /** Removes the object; returns its last state under the version of the removal. */
  synchronized ObjectNode remove(Key key) {
    ObjectNode removed = objects.remove(key);
    ObjectNode last = atNextVersion(removed);
    publish(new Change(version, key, Optional.of(removed), last, true));
    return last;
  }

  /**
   * Gives {@code watch} every change after {@code since}, and those to come.
   *
   * @throws ApiError 410 where the changes after {@code since} are no longer known
   */
  synchronized void watch(long since, Consumer<Change> watch) {
    if (since < forgotten) {
      throw ApiError.expired();
    }
    changes.stream().filter(change -> change.version() > since).forEach(watch);
    watches.add(watch);
  }

  synchronized void unwatch(Consumer<Change> watch) {
    watches.remove(watch);
  }

  /** Makes every watch that comes back with a version of the past expire, as a compaction does. */
  synchronized void forgetChanges() {
    changes.clear();
    version++;
    forgotten = version;
  }

  private ObjectNode atNextVersion(ObjectNode object) {
    version++;
    ObjectNode copy = object.deepCopy();
    Json.metadata(copy).put("resourceVersion", Long.toString(version));
    return copy;
  }

  private void publish(Change change) {
    changes.addLast(change);
    if (changes.size() > REMEMBERED_CHANGES) {
      forgotten = changes.removeFirst().version();
    }
    List.copyOf(watches).forEach(watch -> watch.accept(change));
  }
}
