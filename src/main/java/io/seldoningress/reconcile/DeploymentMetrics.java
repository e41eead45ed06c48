package io.seldoningress.reconcile;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.component.informer.GroupVersionResource;
import io.seldoningress.component.informer.ResourceCache;
import io.seldoningress.queue.KeyedQueue.Depth;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What metrics tell of the SeldonDeployments that this controller serves. They are counted when
 * somebody asks, by the replica that leads; the others show 0, so that a sum over replicas is
 * right.
 */
public final class DeploymentMetrics {

  /** The gauge of SeldonDeployments, by state. */
  static final String STATES = "seldon.ingress.seldondeployments";

  /** The beginning of the gauges of how Seldon Core is used. */
  static final String USAGE = "seldon.ingress.usage.";

  private static final Duration FRESH = Duration.ofSeconds(1);

  /** What is counted of SeldonDeployments. */
  private record Usage(
      long deployments, long predictors, long canaries, long shadows, long explainers) {

    static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    Usage plus(Usage other) {
      return new Usage(
          deployments + other.deployments,
          predictors + other.predictors,
          canaries + other.canaries,
          shadows + other.shadows,
          explainers + other.explainers);
    }
  }

  private static final String RESOURCE = GroupVersionResource.of(SeldonDeployment.class).toString();

  private final ResourceCache<SeldonDeployment> deployments;
  private final String controllerId;
  private final BooleanSupplier leads;
  private Usage usage;
  private long usageAt;

  /**
   * @param deployments the SeldonDeployments
   * @param controllerId the id of this controller: others' do not count
   * @param leads whether this process leads
   */
  public DeploymentMetrics(
      ResourceCache<SeldonDeployment> deployments, String controllerId, BooleanSupplier leads) {
    this.deployments = deployments;
    this.controllerId = controllerId;
    this.leads = leads;
  }

  /**
   * Shows how many SeldonDeployments are in which state.
   *
   * @param letters knows those that are not routed as they say
   * @param queue how many have their turn to come
   */
  public void showStates(MeterRegistry metrics, DeadLetters letters, Supplier<Depth> queue) {
    for (RoutingState state : RoutingState.values()) {
      gauge(STATES, () -> count(state, letters, queue.get()))
          .description("SeldonDeployments by what became of them")
          .tag("state", state.tag())
          .register(metrics);
    }
  }

  private long count(RoutingState state, DeadLetters letters, Depth queue) {
    var states = letters.states(RESOURCE);
    long toCome = (long) queue.ready() + queue.running();
    long known = states.values().stream().mapToLong(Long::longValue).sum();
    return switch (state) {
      case WAITING -> states.getOrDefault(state, 0L) + toCome;
      case ROUTED -> Math.max(0, usage().deployments() - known - toCome);
      default -> states.getOrDefault(state, 0L);
    };
  }

  /** Shows how Seldon Core is used; nothing of it is sent anywhere. */
  public void showUsage(MeterRegistry metrics) {
    usage(metrics, "deployments", "SeldonDeployments", Usage::deployments);
    usage(metrics, "predictors", "Predictors", Usage::predictors);
    usage(
        metrics,
        "canaries",
        "Predictors that share the traffic with another one, but for the first of each",
        Usage::canaries);
    usage(metrics, "shadows", "Predictors that get copies of requests", Usage::shadows);
    usage(metrics, "explainers", "Explainers of predictors", Usage::explainers);
  }

  private void usage(
      MeterRegistry metrics, String name, String description, ToLongFunction<Usage> part) {
    var unused =
        gauge(USAGE + name, () -> part.applyAsLong(usage()))
            .description(description)
            .register(metrics);
  }

  private Gauge.Builder<Supplier<Number>> gauge(String name, Supplier<Long> count) {
    Supplier<Number> shown = () -> leads.getAsBoolean() ? count.get() : 0;
    return Gauge.builder(name, shown).strongReference(true);
  }

  /** A scrape asks for each gauge by itself; all of them are counted at once, each second. */
  private synchronized Usage usage() {
    long now = System.nanoTime();
    if (usage == null || now - usageAt > FRESH.toNanos()) {
      usage =
          deployments.all().stream()
              .filter(deployment -> Planner.isServed(deployment, controllerId))
              .map(DeploymentMetrics::usageOf)
              .reduce(Usage.NONE, Usage::plus);
      usageAt = now;
    }
    return usage;
  }

  private static Usage usageOf(SeldonDeployment deployment) {
    long live = predictors(deployment).filter(Predictor::live).count();
    long all = predictors(deployment).count();
    return new Usage(
        1,
        all,
        Math.max(0, live - 1),
        all - live,
        predictors(deployment).filter(one -> one.explainer().isPresent()).count());
  }

  private static Stream<Predictor> predictors(SeldonDeployment deployment) {
    return deployment.getSpec().predictors().stream();
  }
}
