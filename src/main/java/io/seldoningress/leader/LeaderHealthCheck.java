package io.seldoningress.leader;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while the Lease can't be read or written. A process that stands by is up. */
public final class LeaderHealthCheck extends AbstractHealthCheck {

  private final LeaseClusterService service;

  public LeaderHealthCheck(LeaseClusterService service) {
    super("camel", "leader-election");
    this.service = service;
  }

  /** A restart would not help. */
  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    Leadership leadership = service.leadership();
    builder.detail("lease", service.options().namespace() + "/" + service.options().name());
    builder.detail("identity", service.options().identity());
    builder.detail("leader", leadership.leader());
    builder.detail("leading", leadership.isOurs());
    service
        .problem()
        .ifPresentOrElse(problem -> builder.message(problem).down(), () -> builder.up());
  }
}
