package io.seldoningress.component.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.queue.KeyedQueue;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The informers of a Camel context, one for each set of options, shared by endpoints and by beans
 * that read caches.
 */
final class Informers {

  private static final Logger log = LoggerFactory.getLogger(Informers.class);

  private volatile InformerMeters meters = InformerMeters.none();

  private final Map<GroupVersionResource, ResourceType<?>> types = new ConcurrentHashMap<>();
  private final Map<InformerOptions, ResourceInformer<?>> informers = new ConcurrentHashMap<>();

  /** Those whose caches beans read. */
  private final Set<InformerOptions> read = ConcurrentHashMap.newKeySet();

  /** Those of them without which no route may decide anything. */
  private final Set<InformerOptions> required = ConcurrentHashMap.newKeySet();

  /** Shows the informers that are made from now on in metrics. */
  void measure(InformerMeters shown) {
    meters = shown;
  }

  /** An object's turn in a route ended. */
  void ended(String routeId, String result, long nanos) {
    meters.ended(routeId, result, nanos);
  }

  void register(Collection<ResourceType<?>> resourceTypes) {
    resourceTypes.forEach(type -> types.put(type.resource(), type));
  }

  /** The running informer with these options. */
  ResourceInformer<?> running(InformerOptions options) {
    return informers.computeIfAbsent(
        options,
        key -> {
          ResourceInformer<?> informer = new ResourceInformer<>(key, typeOf(key), meters);
          meters.show(informer);
          informer.start();
          return informer;
        });
  }

  /** What a consumer works with: an informer, and the queue of its route there. */
  record Subscription(ResourceInformer<?> informer, RouteQueue queue) {}

  /** A consumer of a route starts. */
  synchronized Subscription subscribe(
      InformerOptions options, String routeId, RouteQueue.Options queueOptions) {
    ResourceInformer<?> informer = running(options);
    RouteQueue queue = informer.queue(routeId, queueOptions);
    queue.use();
    meters.show(routeId, queue);
    return new Subscription(informer, queue);
  }

  /**
   * Forgets a queue, unless a consumer came back to it, and stops its informer, unless routes or
   * beans use it.
   *
   * @param starts how many consumers had started when the last one left
   */
  synchronized void drop(Subscription subscription, int starts) {
    if (subscription.queue().unusedSince(starts)) {
      meters.forget(subscription.queue());
      subscription.informer().forget(subscription.queue());
      stopIfUnused(subscription.informer());
    }
  }

  /**
   * A cache that a bean reads.
   *
   * @param isRequired whether no route may decide anything before it is full
   */
  @SuppressWarnings("unchecked") // the informer was made with the type of the same options
  synchronized <T extends HasMetadata> ResourceCache<T> cache(
      InformerOptions options, Class<T> type, boolean isRequired) {
    ResourceType<?> registered = typeOf(options);
    if (!type.equals(registered.type())) {
      throw new IllegalArgumentException(
          "%s is read into %s, not into %s"
              .formatted(options.resource(), registered.type().getName(), type.getName()));
    }
    // In this order: what can't be watched must not keep the routes from starting.
    ResourceInformer<?> informer = running(options);
    read.add(options);
    if (isRequired) {
      required.add(options);
    }
    return (ResourceCache<T>) informer.cache();
  }

  /**
   * Completes when a route may begin to consume an informer: it and all that is required are in
   * sync, and the first list of everything else that beans read has ended, well or not. A bean that
   * is to see what is there need not be called twice then.
   */
  CompletableFuture<Void> ready(ResourceInformer<?> informer) {
    Set<InformerOptions> all = new HashSet<>(required);
    all.add(informer.options());
    return CompletableFuture.allOf(synced(all), tried());
  }

  private CompletableFuture<Void> tried() {
    return CompletableFuture.allOf(
        read.stream()
            .map(options -> running(options).firstTry())
            .toArray(CompletableFuture[]::new));
  }

  /** Completes when all that is required is in sync. */
  CompletableFuture<Void> synced() {
    return synced(required);
  }

  private CompletableFuture<Void> synced(Set<InformerOptions> all) {
    return CompletableFuture.allOf(
        all.stream().map(options -> running(options).synced()).toArray(CompletableFuture[]::new));
  }

  /** The informers of a resource, whatever their other options. */
  List<ResourceInformer<?>> of(GroupVersionResource resource) {
    return informers.values().stream()
        .filter(informer -> informer.options().resource().equals(resource))
        .<ResourceInformer<?>>map(informer -> informer)
        .toList();
  }

  private void stopIfUnused(ResourceInformer<?> informer) {
    if (!informer.hasQueues() && !read.contains(informer.options())) {
      informers.remove(informer.options(), informer);
      meters.forget(informer);
      informer.stop();
    }
  }

  /**
   * To be called each second or so. A watch that is there again means that the API server, a kind
   * or a permission is back, which other objects may have failed for as well.
   */
  void check() {
    boolean recovered = false;
    boolean anyWatching = informers.values().stream().anyMatch(ResourceInformer::watching);
    for (ResourceInformer<?> informer : informers.values()) {
      try {
        recovered |= informer.check(anyWatching);
      } catch (RuntimeException e) {
        log.warn("could not look after the watch of {}", informer.options(), e);
      }
    }
    if (recovered) {
      informers.values().forEach(ResourceInformer::endWaits);
    }
  }

  synchronized void stop() {
    informers.values().forEach(ResourceInformer::stop);
    informers.clear();
  }

  /** Why resources can't be watched now; empty when all are. */
  List<String> problems() {
    return informers.values().stream()
        .flatMap(informer -> informer.problems().stream())
        .sorted()
        .toList();
  }

  Map<String, KeyedQueue.Depth> queueDepths() {
    Map<String, KeyedQueue.Depth> depths = new TreeMap<>();
    informers.values().forEach(informer -> depths.putAll(informer.queueDepths()));
    return depths;
  }

  /** The queues that do not move, a line for each: see {@link RouteQueue#stuck}. */
  List<String> stuck(Duration limit) {
    return informers.values().stream()
        .flatMap(informer -> informer.stuck(limit).stream())
        .sorted()
        .toList();
  }

  /** Whether routes go on where an informer can't watch: beans read it, and need not. */
  boolean isOptional(ResourceInformer<?> informer) {
    return read.contains(informer.options()) && !required.contains(informer.options());
  }

  private ResourceType<?> typeOf(InformerOptions options) {
    if (options.metadataOnly()) {
      return ResourceType.metadata(options.resource());
    }
    ResourceType<?> registered = types.get(options.resource());
    return registered != null ? registered : ResourceType.generic(options.resource());
  }
}
