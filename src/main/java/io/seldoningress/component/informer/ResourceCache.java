package io.seldoningress.component.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The objects of a resource as the watch shows them, with what this process wrote meanwhile. Reads
 * cost no request.
 *
 * @param <T> the class of the objects
 */
public final class ResourceCache<T extends HasMetadata> {

  private final ResourceType<T> type;
  private final List<SharedIndexInformer<T>> informers;
  private final OwnWrites<T> ownWrites;
  private final Consumer<ResourceKey> changedByOthers;
  private final CompletableFuture<Void> synced;
  private final CompletableFuture<Boolean> firstTry;
  private final Freshness freshness;

  ResourceCache(
      ResourceType<T> type,
      List<SharedIndexInformer<T>> informers,
      OwnWrites<T> ownWrites,
      Consumer<ResourceKey> changedByOthers,
      CompletableFuture<Void> synced,
      CompletableFuture<Boolean> firstTry,
      Freshness freshness) {
    this.type = type;
    this.informers = List.copyOf(informers);
    this.ownWrites = ownWrites;
    this.changedByOthers = changedByOthers;
    this.synced = synced;
    this.firstTry = firstTry;
    this.freshness = freshness;
  }

  /** Completes when it holds all that existed at the start. */
  public CompletableFuture<Void> synced() {
    return synced.copy();
  }

  /**
   * Completes when it holds all that existed at the start, but only where the first list failed:
   * routes that do not wait for this cache may have begun without it then.
   */
  public CompletableFuture<Void> syncedLate() {
    return firstTry.thenCompose(full -> full ? new CompletableFuture<Void>() : synced.copy());
  }

  /** Whether it holds all that existed at the start. */
  public boolean isSynced() {
    return synced.isDone();
  }

  /**
   * Whether it holds all that existed at the start, and has been told of changes since.
   *
   * @param grace how long the watch may be missing while others are open. The time in which none is
   *     does not count: nothing is known anew then, and nothing can be written either.
   */
  public boolean isCurrent(Duration grace) {
    return isSynced() && freshness.isWithin(grace);
  }

  /**
   * Has an action run, on the thread that looks after watches, each time that the watch has been
   * missing for so long, and when it is back after that.
   */
  public void onLossOrReturn(Duration grace, Runnable action) {
    freshness.onChange(grace, action);
  }

  /** The newest known state of an object; empty when there is none. */
  public Optional<T> get(ResourceKey key) {
    return ownWrites.over(key, cached(key));
  }

  /** The newest known states of all objects, in no order. */
  public List<T> all() {
    Map<ResourceKey, T> found = new LinkedHashMap<>();
    for (SharedIndexInformer<T> informer : informers) {
      for (T object : informer.getStore().list()) {
        ResourceKey key = ResourceKey.of(object);
        ownWrites.over(key, object).ifPresent(newest -> found.put(key, newest));
      }
    }
    ownWrites
        .objects()
        .map(ResourceKey::of)
        .flatMap(key -> get(key).stream())
        .forEach(newest -> found.put(ResourceKey.of(newest), newest));
    return List.copyOf(found.values());
  }

  /**
   * The objects that an index has under a value.
   *
   * @param index the name of an index of this resource's {@link ResourceType}
   * @param value the value
   * @return their newest known states
   */
  public List<T> byIndex(String index, String value) {
    Function<T, List<String>> values = type.indexes().get(index);
    Map<ResourceKey, T> found = new LinkedHashMap<>();
    for (SharedIndexInformer<T> informer : informers) {
      for (T object : informer.getIndexer().byIndex(index, value)) {
        ResourceKey key = ResourceKey.of(object);
        // What the cache itself has here has the value; asking again costs as much as all names of
        // a large object.
        ownWrites
            .over(key, object)
            .filter(newest -> newest == object || values.apply(newest).contains(value))
            .ifPresent(newest -> found.put(key, newest));
      }
    }
    ownWrites
        .under(index, values, value)
        .filter(key -> !found.containsKey(key))
        .flatMap(key -> get(key).stream())
        .filter(newest -> values.apply(newest).contains(value))
        .forEach(newest -> found.put(ResourceKey.of(newest), newest));
    return List.copyOf(found.values());
  }

  /**
   * Writes an object, so that this process reads what it wrote and is not told of it by the watch
   * as of a change.
   *
   * @param key which object
   * @param write the request; gives what the API server answered
   * @return the answer
   */
  public T write(ResourceKey key, Supplier<T> write) {
    ownWrites.begin(key);
    try {
      T answer = write.get();
      ownWrites.written(answer);
      return answer;
    } finally {
      if (ownWrites.end(key)) {
        changedByOthers.accept(key);
      }
    }
  }

  /** The API server took a deletion of this object by this process. */
  public void deleted(T object) {
    ownWrites.deleted(object);
  }

  private T cached(ResourceKey key) {
    for (SharedIndexInformer<T> informer : informers) {
      T object = informer.getStore().getByKey(key.toString());
      if (object != null) {
        return object;
      }
    }
    return null;
  }
}
