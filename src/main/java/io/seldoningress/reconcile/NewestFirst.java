package io.seldoningress.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.component.informer.Turn;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The bean {@code newestFirst}, called before a step is tried again: counts that, and ends the
 * tries when the object has a newer state by now, so that an older state is never written over a
 * newer one and the newer one does not wait.
 */
public final class NewestFirst implements Processor {

  /** The counter of steps that are tried again, by the reason of their failure. */
  static final String RETRIES = "seldon.ingress.retries";

  private final MeterRegistry metrics;

  /**
   * @param metrics where tries are counted
   */
  public NewestFirst(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  @Override
  public void process(Exchange exchange) {
    count(exchange);
    Turn.of(exchange).ifPresent(Turn::progressed);
    Turn.of(exchange)
        .filter(Turn::isOvertaken)
        .ifPresent(
            turn -> {
              exchange.setException(new OvertakenException(turn.key()));
              // Camel's error handler tries again all the same unless the route ends here.
              exchange.setRouteStop(true);
            });
  }

  private void count(Exchange exchange) {
    Exception failure = Failures.caught(exchange);
    if (failure != null) {
      metrics.counter(RETRIES, "reason", Failures.reasonOf(failure).eventReason()).increment();
    }
  }
}
