package io.seldoningress.component.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.seldoningress.queue.KeyedQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists and watches one resource, for all that share its options: keeps the cache, and puts the
 * keys of changed objects into the queue of each route. fabric8's informer does the listing,
 * watching and listing again.
 *
 * @param <T> the class that objects are read into
 */
final class ResourceInformer<T extends HasMetadata> {

  /**
   * Objects in one answer of the first list: bounds the memory that decoding takes, whatever
   * exists.
   */
  private static final long PAGE_SIZE = 250;

  private final InformerOptions options;
  private final ResourceType<T> type;
  private final InformerFailures failures;
  private final OwnWrites<T> ownWrites = new OwnWrites<>(System::nanoTime);
  private final List<SharedIndexInformer<T>> informers;
  private final ResourceCache<T> cache;
  private final Map<String, RouteQueue> queues = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> synced = new CompletableFuture<>();
  private final AtomicBoolean lookingForRecovery = new AtomicBoolean();
  private volatile boolean stopped;

  ResourceInformer(InformerOptions options, ResourceType<T> type) {
    this.options = options;
    this.type = type;
    this.failures = new InformerFailures(options);
    this.informers = watched().stream().map(this::informer).toList();
    this.cache = new ResourceCache<>(type, informers, ownWrites);
  }

  /** Starts to list and watch, and goes on until {@link #stop}, whatever fails. Returns at once. */
  void start() {
    CompletableFuture<?>[] started =
        informers.stream()
            .map(informer -> informer.start().toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    var unused =
        CompletableFuture.allOf(started)
            .thenRun(
                () -> {
                  failures.recovered();
                  synced.complete(null);
                });
  }

  void stop() {
    stopped = true;
    informers.forEach(SharedIndexInformer::stop);
  }

  /** Completes when the cache holds all that existed at the start. */
  CompletableFuture<Void> synced() {
    return synced;
  }

  ResourceCache<T> cache() {
    return cache;
  }

  InformerOptions options() {
    return options;
  }

  /**
   * The queue of a route: made at its first start with the keys of all objects, then kept for its
   * next starts.
   */
  RouteQueue queue(String routeId, RouteQueue.Options queueOptions) {
    RouteQueue known = queues.get(routeId);
    if (known != null && known.options().equals(queueOptions)) {
      return known;
    }
    RouteQueue queue = new RouteQueue(queueOptions);
    queues.put(routeId, queue);
    if (!queueOptions.skipInitial()) {
      // After it gets events: what came before them is in the cache by now, what comes later is
      // told.
      keysInCache().forEach(queue::add);
    }
    return queue;
  }

  /** Drops the queue of a route. */
  void forget(RouteQueue queue) {
    queues.values().remove(queue);
  }

  boolean hasQueues() {
    return !queues.isEmpty();
  }

  Map<String, KeyedQueue.Depth> queueDepths() {
    return queues.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().depth()));
  }

  /** Makes every route that consumes this resource handle an object, whether or not it changed. */
  void wake(ResourceKey key) {
    queues.values().forEach(queue -> queue.add(key));
  }

  /** The same for all objects. */
  void wakeAll() {
    keysInCache().forEach(this::wake);
  }

  /** Why the resource can't be watched now; empty when it is watched. */
  List<String> problems() {
    if (watching()) {
      return List.of();
    }
    return List.of(failures.current().orElse("not watching " + options));
  }

  private Stream<ResourceKey> keysInCache() {
    return informers.stream()
        .flatMap(informer -> informer.getStore().list().stream())
        .map(ResourceKey::of);
  }

  private boolean watching() {
    return informers.stream().allMatch(SharedIndexInformer::isWatching);
  }

  /** fabric8 tells of failures, not of their end. */
  private void lookForRecovery() {
    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)
        .execute(
            () -> {
              if (watching()) {
              } else if (!stopped && failures.current().isPresent()) {
                lookForRecovery();
              }
            });
  }

  private List<FilterWatchListDeletable<T, ?, Resource<T>>> watched() {
    MixedOperation<T, ?, Resource<T>> operation = type.operation(options.client());
    List<FilterWatchListDeletable<T, ?, Resource<T>>> watched = new ArrayList<>();
    if (options.namespaces().isEmpty()) {
      watched.add(select(operation.inAnyNamespace()));
    }
    options
        .namespaces()
        .forEach(namespace -> watched.add(select(operation.inNamespace(namespace))));
    return watched;
  }

  private FilterWatchListDeletable<T, ?, Resource<T>> select(
      AnyNamespaceOperation<T, ?, Resource<T>> operation) {
    FilterWatchListDeletable<T, ?, Resource<T>> selected = operation;
    if (!options.labelSelector().isEmpty()) {
      selected = selected.withLabelSelector(options.labelSelector());
    }
    return FieldSelector.parse(options.fieldSelector()).narrow(selected);
  }

  private SharedIndexInformer<T> informer(FilterWatchListDeletable<T, ?, Resource<T>> watched) {
    SharedIndexInformer<T> informer = watched.withLimit(PAGE_SIZE).runnableInformer(0);
    informer.removeNamespaceIndex();
    Map<String, Function<T, List<String>>> indexes = type.indexes();
    informer.addIndexers(indexes);
    informer.exceptionHandler(
        (started, failure) -> {
          failures.failed(failure);
          if (lookingForRecovery.compareAndSet(false, true)) {
            lookForRecovery();
          }
          return true;
        });
    return informer.addEventHandler(new Events());
  }

  /**
   * Turns the events of fabric8's informer into keys. Called by one thread at a time, after the
   * cache has changed.
   */
  private final class Events implements ResourceEventHandler<T> {

    @Override
    public void onAdd(T object) {
      enqueue(object, ownWrites.seen(object), !synced.isDone());
    }

    @Override
    public void onUpdate(T before, T after) {
      boolean own = ownWrites.seen(after);
      if (!type.sameContent().test(before, after)) {
        enqueue(after, own, false);
      }
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
      ownWrites.seenDeleted(object);
      enqueue(object, false, false);
    }

    private void enqueue(T object, boolean own, boolean initial) {
      ResourceKey key = ResourceKey.of(object);
      queues.values().forEach(queue -> queue.changed(key, own, initial));
    }
  }
}
