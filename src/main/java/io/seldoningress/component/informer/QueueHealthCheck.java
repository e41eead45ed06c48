package io.seldoningress.component.informer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Down while a queue does not move: an object is in work for too long, or none is taken though some
 * are ready. Only a restart helps then, so it counts for liveness and for nothing else. A process
 * that stands by takes nothing, and is up.
 */
public final class QueueHealthCheck extends AbstractHealthCheck {

  private final KubernetesInformerComponent informers;
  private final Duration limit;

  /**
   * @param informers the component that has the queues
   * @param limit how long is too long
   */
  public QueueHealthCheck(KubernetesInformerComponent informers, Duration limit) {
    super("camel", "queues");
    this.informers = informers;
    this.limit = limit;
  }

  @Override
  public boolean isLiveness() {
    return true;
  }

  @Override
  public boolean isReadiness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    List<String> stuck = informers.stuck(limit);
    if (stuck.isEmpty()) {
      builder.up();
    } else {
      builder.message(String.join("; ", stuck)).down();
    }
  }
}
