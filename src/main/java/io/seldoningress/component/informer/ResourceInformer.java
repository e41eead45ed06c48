package io.seldoningress.component.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.seldoningress.component.informer.OwnWrites.Origin;
import io.seldoningress.queue.KeyedQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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

  /** A watch that the server ended begins again within a second or two. */
  private static final Duration TIME_TO_WATCH_AGAIN = Duration.ofSeconds(5);

  private final InformerOptions options;
  private final ResourceType<T> type;
  private final InformerFailures failures;
  private final OwnWrites<T> ownWrites = new OwnWrites<>(System::nanoTime);
  private final List<NamespaceWatch<T>> watches;
  private final ResourceCache<T> cache;
  private final Map<String, RouteQueue> queues = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> synced = new CompletableFuture<>();
  private final CompletableFuture<Boolean> firstTry;
  private final Freshness freshness = new Freshness(System::nanoTime);
  private volatile long lastWatching = System.nanoTime();
  private volatile boolean stopped;

  ResourceInformer(InformerOptions options, ResourceType<T> type, InformerMeters meters) {
    this.options = options;
    this.type = type;
    this.failures = new InformerFailures(options);
    this.firstTry =
        synced
            .thenApply(full -> true)
            .applyToEither(failures.first().thenApply(failed -> false), Function.identity());
    this.watches =
        watched().stream()
            .map(
                one ->
                    new NamespaceWatch<>(
                        one,
                        type,
                        failures,
                        ownWrites,
                        meters.events(options.resource()),
                        this::changed))
            .toList();
    this.cache =
        new ResourceCache<>(
            type,
            watches.stream().map(NamespaceWatch::informer).toList(),
            ownWrites,
            this::changedByOthers,
            synced,
            firstTry,
            freshness);
  }

  /** Starts to list and watch, and goes on until {@link #stop}, whatever fails. Returns at once. */
  void start() {
    CompletableFuture<?>[] started =
        watches.stream().map(NamespaceWatch::start).toArray(CompletableFuture[]::new);
    var unused =
        CompletableFuture.allOf(started)
            .thenRun(
                () -> {
                  var unusedToo = failures.recovered();
                  synced.complete(null);
                });
  }

  /** Ends. What is in the cache stays there. */
  void stop() {
    stopped = true;
    watches.forEach(NamespaceWatch::stop);
  }

  /** Completes when the cache holds all that existed at the start. */
  CompletableFuture<Void> synced() {
    return synced;
  }

  /**
   * Completes when the first list has ended: with true when the cache is full, with false when the
   * list failed, and is tried again for as long as it takes.
   */
  CompletableFuture<Boolean> firstTry() {
    return firstTry;
  }

  ResourceCache<T> cache() {
    return cache;
  }

  InformerOptions options() {
    return options;
  }

  /**
   * The queue of a route: made at its first start with the keys of all objects and of those that
   * are expected, then kept for its next starts, also those with other options.
   */
  RouteQueue queue(String routeId, RouteQueue.Options queueOptions) {
    RouteQueue known = queues.get(routeId);
    RouteQueue queue = known != null ? known : new RouteQueue(queueOptions);
    boolean addExisting =
        !queueOptions.skipInitial() && (known == null || known.options().skipInitial());
    Set<ResourceKey> expectedBefore = known == null ? Set.of() : known.options().expected();
    queue.change(queueOptions);
    queues.put(routeId, queue);
    queueOptions.expected().stream()
        .filter(key -> !expectedBefore.contains(key))
        .forEach(queue::add);
    if (addExisting) {
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

  Optional<RouteQueue> queueOf(String routeId) {
    return Optional.ofNullable(queues.get(routeId));
  }

  /** The queues that do not move, a line for each: see {@link RouteQueue#stuck}. */
  List<String> stuck(Duration limit) {
    return queues.entrySet().stream()
        .flatMap(
            queue ->
                queue.getValue().stuck(limit).stream()
                    .map(why -> "route %s: %s".formatted(queue.getKey(), why)))
        .toList();
  }

  /** How many objects the cache holds. */
  int size() {
    return watches.stream().mapToInt(watch -> watch.informer().getStore().listKeys().size()).sum();
  }

  boolean isSynced() {
    return synced.isDone();
  }

  /**
   * Makes every route that consumes this resource handle an object, whether or not it changed. An
   * object in a namespace that is not watched is none of theirs.
   */
  void wake(ResourceKey key) {
    if (options.namespaces().isEmpty() || options.namespaces().contains(key.namespace())) {
      queues.values().forEach(queue -> queue.add(key));
    }
  }

  /** The same for all objects, and for those that are expected. */
  void wakeAll() {
    keysInCache().forEach(this::wake);
    queues.values().forEach(RouteQueue::addExpected);
  }

  /**
   * Makes one route handle all objects anew, whether or not they changed, and at once those that
   * failed. A route that leaves out what is there when it starts leaves it out here as well, but
   * not what is expected.
   */
  void wakeAllOf(RouteQueue queue) {
    queue.endWaits();
    queue.addExpected();
    if (!queue.options().skipInitial()) {
      keysInCache().forEach(queue::add);
    }
  }

  /**
   * Why the resource can't be watched now; empty when it is watched, or was a moment ago: servers
   * end each watch after some minutes.
   */
  List<String> problems() {
    if (watching() || (synced.isDone() && failures.current().isEmpty() && !lost())) {
      return List.of();
    }
    return List.of(failures.current().orElse("not watching " + options));
  }

  /**
   * Looks whether the watch still is, or is again; fabric8 tells neither.
   *
   * @param anyWatching whether any resource is watched at this moment
   * @return whether it is again
   */
  boolean check(boolean anyWatching) {
    freshness.look(watching() || !anyWatching);
    if (watching()) {
      lastWatching = System.nanoTime();
      return failures.recovered();
    }
    if (!stopped && synced.isDone() && failures.current().isEmpty() && lost()) {
      failures.failed(whyLost());
    }
    return false;
  }

  /** Ends the waits of all objects whose exchanges failed. */
  void endWaits() {
    queues.values().forEach(RouteQueue::endWaits);
  }

  private boolean lost() {
    return System.nanoTime() - lastWatching > TIME_TO_WATCH_AGAIN.toNanos();
  }

  /** A list fails for the reason that the watch fails for, and tells it. */
  private Throwable whyLost() {
    try {
      watches.forEach(NamespaceWatch::listOne);
      return new IllegalStateException("the watch ended and does not begin again");
    } catch (RuntimeException e) {
      return e;
    }
  }

  private Stream<ResourceKey> keysInCache() {
    return watches.stream()
        .flatMap(watch -> watch.informer().getStore().list().stream())
        .map(ResourceKey::of);
  }

  /** Whether each of its watches is open at this moment. */
  boolean watching() {
    return !stopped && watches.stream().allMatch(NamespaceWatch::isWatching);
  }

  private List<FilterWatchListDeletable<T, ?, Resource<T>>> watched() {
    MixedOperation<T, ?, Resource<T>> operation = type.operation(options.client());
    if (options.namespaces().isEmpty()) {
      return List.of(select(operation.inAnyNamespace()));
    }
    return options.namespaces().stream()
        .<FilterWatchListDeletable<T, ?, Resource<T>>>map(
            namespace -> select(operation.inNamespace(namespace)))
        .toList();
  }

  private FilterWatchListDeletable<T, ?, Resource<T>> select(
      AnyNamespaceOperation<T, ?, Resource<T>> operation) {
    FilterWatchListDeletable<T, ?, Resource<T>> selected = operation;
    if (!options.labelSelector().isEmpty()) {
      selected = selected.withLabelSelector(options.labelSelector());
    }
    return FieldSelector.parse(options.fieldSelector()).narrow(selected);
  }

  private void changed(ResourceKey key, Origin origin, boolean initial) {
    queues.values().forEach(queue -> queue.changed(key, origin, initial));
  }

  private void changedByOthers(ResourceKey key) {
    queues.values().forEach(queue -> queue.changedByOthers(key));
  }
}
