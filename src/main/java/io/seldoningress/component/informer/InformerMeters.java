package io.seldoningress.component.informer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.seldoningress.queue.KeyedQueue.Depth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What informers and their queues show in metrics. The names begin with a prefix; the tag {@code
 * resource} is the plural name, {@code route} the id of the route.
 */
final class InformerMeters {

  /** Upper bounds of the histogram of an object's turn. */
  private static final Duration[] BOUNDS =
      List.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000).stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final String prefix;

  /** By what they are of, so that they can go with it. */
  private final Map<Object, List<Gauge>> gauges = new ConcurrentHashMap<>();

  /**
   * @param registry where they are shown
   * @param prefix what their names begin with, with the last dot
   */
  InformerMeters(MeterRegistry registry, String prefix) {
    this.registry = registry;
    this.prefix = prefix;
  }

  /** Shows nothing. */
  static InformerMeters none() {
    return new InformerMeters(new CompositeMeterRegistry(), "");
  }

  /** The counters of what the watches of a resource show. */
  record Events(Counter all, Counter changes, Counter deletions) {

    void added() {
      all.increment();
    }

    void modified() {
      changes.increment();
    }

    void deleted() {
      deletions.increment();
    }
  }

  Events events(GroupVersionResource resource) {
    return new Events(
        event(resource, "added"), event(resource, "modified"), event(resource, "deleted"));
  }

  private Counter event(GroupVersionResource resource, String action) {
    return Counter.builder(prefix + "events")
        .description("What watches showed")
        .tags("resource", resource.plural(), "action", action)
        .register(registry);
  }

  void show(ResourceInformer<?> informer) {
    InformerOptions options = informer.options();
    Tags tags =
        Tags.of(
            "resource",
            options.resource().plural(),
            "selector",
            (options.fieldSelector() + " " + options.labelSelector()).strip(),
            "namespaces",
            String.join(",", new TreeSet<>(options.namespaces())));
    gauges.put(
        informer,
        List.of(
            gauge(
                "informer.synced",
                "Whether the first list is in the cache",
                tags,
                () -> informer.isSynced() ? 1 : 0),
            gauge(
                "informer.watching",
                "Whether the watch is open",
                tags,
                () -> informer.watching() ? 1 : 0),
            gauge("informer.objects", "Objects in the cache", tags, informer::size)));
  }

  void show(String routeId, RouteQueue queue) {
    gauges.computeIfAbsent(queue, unused -> ofQueue(routeId, queue));
  }

  private List<Gauge> ofQueue(String routeId, RouteQueue queue) {
    Tags route = Tags.of("route", routeId);
    return List.of(
        depth(route, "ready", queue, Depth::ready),
        depth(route, "running", queue, Depth::running),
        depth(route, "waiting", queue, Depth::waiting),
        gauge(
            "queue.oldest.age.seconds",
            "How long the object that is ready longest has been so",
            route,
            () -> queue.oldestAge().toNanos() / 1e9));
  }

  private Gauge depth(Tags route, String state, RouteQueue queue, ToIntFunction<Depth> part) {
    return gauge(
        "queue.depth",
        "Objects in the queue of a route",
        route.and("state", state),
        () -> part.applyAsInt(queue.depth()));
  }

  /** An object's turn ended. */
  void ended(String routeId, String result, long nanos) {
    Timer.builder(prefix + "reconcile")
        .description("The turns of objects, with the tries within them")
        .tags("route", routeId, "result", result)
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(Duration.ofNanos(nanos));
  }

  /** An informer or a queue is gone. */
  void forget(Object owner) {
    List<Gauge> own = gauges.remove(owner);
    if (own != null) {
      own.stream().filter(this::isRegistered).forEach(registry::remove);
    }
  }

  /** Not replaced by one of the same name and tags: a registry removes by those. */
  private boolean isRegistered(Gauge gauge) {
    return registry.find(gauge.getId().getName()).tags(gauge.getId().getTags()).meters().stream()
        .anyMatch(meter -> meter == gauge);
  }

  /** One of that name and tags that is of something before it is replaced. */
  private Gauge gauge(String name, String description, Tags tags, Supplier<Number> value) {
    registry.find(prefix + name).tags(tags).meters().forEach(registry::remove);
    return Gauge.builder(prefix + name, value)
        .description(description)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }
}
