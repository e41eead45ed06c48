package io.seldoningress.component.informer;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Down while the resource of a route can't be watched, with what is missing. Where routes do not
 * need the resource it is up, and says so.
 */
public class KubernetesInformerHealthCheck extends AbstractHealthCheck {

  private final ResourceInformer<?> informer;
  private final BooleanSupplier optional;
  private final String routeId;

  KubernetesInformerHealthCheck(
      ResourceInformer<?> informer, BooleanSupplier optional, String routeId) {
    super("camel", "consumer:" + routeId);
    this.informer = informer;
    this.optional = optional;
    this.routeId = routeId;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    List<String> problems = informer.problems();
    builder.detail("route.id", routeId);
    builder.detail("resource", informer.options().toString());
    if (problems.isEmpty()) {
      builder.up();
    } else if (optional.getAsBoolean()) {
      builder.message(String.join("; ", problems) + "; routes go on without").up();
    } else {
      builder.message(String.join("; ", problems)).down();
    }
  }
}
