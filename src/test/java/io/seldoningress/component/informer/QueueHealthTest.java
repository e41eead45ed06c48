package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seldoningress.queue.BackOff;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;

/** Whether queues move, as probes and metrics see it. */
class QueueHealthTest extends InformerFixture {

  private static final Duration SOON = Duration.ofMillis(50);

  @Test
  void anObjectThatIsInWorkForTooLongIsNotAlive() throws Exception {
    Gate gate = new Gate();
    create("a");
    addRoute("route", CONFIG_MAPS, gate);
    context.start();
    gate.awaitEntered(1);

    eventually().until(() -> check(SOON).getState() == HealthCheck.State.DOWN);
    assertThat(check(SOON).getMessage().orElse(""))
        .startsWith("route route: default/a is in work for ");
    assertThat(check(Duration.ofHours(1)).getState()).isEqualTo(HealthCheck.State.UP);
    gate.open(1);
    eventually().until(() -> check(SOON).getState() == HealthCheck.State.UP);
  }

  @Test
  void whatIsReadyWhileNothingIsTakenIsNotAlive() {
    BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(1));
    RouteQueue queue = new RouteQueue(new RouteQueue.Options(false, false, Set.of(), backOff));
    queue.taken(true);
    eventually().until(() -> queue.stuck(SOON).isEmpty());
    queue.add(new ResourceKey("default", "a"));

    eventually()
        .until(() -> queue.stuck(SOON).orElse(""), why -> why.startsWith("nothing was taken for "));
    queue.taken(false);
    assertThat(queue.stuck(SOON)).isEmpty();
  }

  @Test
  void whoStandsByIsAliveHoweverMuchWaits() throws Exception {
    TestCluster cluster = new TestCluster();
    context.addService(cluster);
    create("a");
    addRoute("route", CONFIG_MAPS + "&leaderOnly=true", received);
    context.start();
    eventually().until(() -> depth("route").ready() == 1);
    long before = System.nanoTime();
    eventually().until(() -> System.nanoTime() - before > SOON.toNanos());

    assertThat(queue("route").oldestAge()).isZero();
    assertThat(check(SOON).getState()).isEqualTo(HealthCheck.State.UP);
    assertThat(new QueueHealthCheck(component, SOON).isReadiness()).isFalse();
  }

  @Test
  void metricsShowInformersQueuesAndTurns() throws Exception {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    component.measure(metrics, "my.");
    Gate gate = new Gate();
    create("a");
    addRoute("route", CONFIG_MAPS, gate);
    context.start();
    gate.awaitEntered(1);
    create("b");

    eventually().until(() -> value(metrics, "my.queue.depth", "state", "ready") == 1);
    assertThat(value(metrics, "my.queue.depth", "state", "running")).isEqualTo(1);
    assertThat(value(metrics, "my.informer.objects", "resource", "configmaps")).isEqualTo(2);
    assertThat(value(metrics, "my.informer.synced", "resource", "configmaps")).isEqualTo(1);
    assertThat(value(metrics, "my.informer.watching", "resource", "configmaps")).isEqualTo(1);
    assertThat(value(metrics, "my.events", "action", "added")).isEqualTo(2);
    gate.open(2);
    eventually()
        .until(
            () ->
                metrics.find("my.reconcile").tags("route", "route", "result", "succeeded").timer(),
            timer -> timer != null && timer.count() == 2);
  }

  @Test
  void whatIsGoneIsNotShown() throws Exception {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    component.measure(metrics, "my.");
    component.setLinger(Duration.ofMillis(10));
    addRoute("route", CONFIG_MAPS);
    context.start();
    eventually().until(() -> !gauges(metrics).isEmpty());
    removeRoute("route");

    eventually().until(() -> gauges(metrics).isEmpty());
  }

  @Test
  void whatReplacedItIsShownWhenItIsGone() {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    InformerMeters meters = new InformerMeters(metrics, "my.");
    BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(1));
    RouteQueue.Options options = new RouteQueue.Options(false, false, Set.of(), backOff);
    RouteQueue before = new RouteQueue(options);
    RouteQueue after = new RouteQueue(options);
    meters.show("route", before);
    meters.show("route", after);
    after.add(new ResourceKey("default", "a"));
    meters.forget(before);

    assertThat(value(metrics, "my.queue.depth", "state", "ready")).isEqualTo(1);
    meters.forget(after);
    assertThat(gauges(metrics)).isEmpty();
  }

  private static List<Meter> gauges(SimpleMeterRegistry metrics) {
    return metrics.getMeters().stream()
        .filter(meter -> meter.getId().getType() == Meter.Type.GAUGE)
        .toList();
  }

  private static double value(SimpleMeterRegistry metrics, String name, String tag, String value) {
    Meter meter = metrics.get(name).tags(tag, value).meter();
    return meter.measure().iterator().next().getValue();
  }

  private RouteQueue queue(String route) {
    return component
        .informers()
        .of(GroupVersionResource.parse("v1/configmaps"))
        .get(0)
        .queueOf(route)
        .orElseThrow();
  }

  private HealthCheck.Result check(Duration limit) {
    QueueHealthCheck check = new QueueHealthCheck(component, limit);
    check.setCamelContext(context);
    return check.call();
  }
}
