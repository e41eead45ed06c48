package io.seldoningress.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code report}: tells people what can't be routed. */
public final class Report {

  /** The counter of objects that became dead letters, by reason. */
  public static final String DEAD_LETTERS = "seldon.ingress.dead.letters";

  private static final Logger log = LoggerFactory.getLogger(Report.class);

  private final EventRecorder events;
  private final Function<ResourceKey, Optional<SeldonDeployment>> deployments;
  private final MeterRegistry metrics;

  /**
   * @param events writes Events
   * @param deployments what the cache shows of a SeldonDeployment now
   * @param metrics where dead letters are counted
   */
  public Report(
      EventRecorder events,
      Function<ResourceKey, Optional<SeldonDeployment>> deployments,
      MeterRegistry metrics) {
    this.events = events;
    this.deployments = deployments;
    this.metrics = metrics;
  }

  /**
   * Tells of a dead letter by a metric and a Warning Event on its SeldonDeployment, each time that
   * a try failed; by a line in the log only when it is news, which the route writes.
   *
   * @param letter the body, which stays
   * @param failure the exception of the failed exchange; none where a plan refused
   */
  public void parked(
      @Body DeadLetter letter, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
    if (letter.news()) {
      metrics.counter(DEAD_LETTERS, "reason", letter.reason().eventReason()).increment();
      logStack(letter, failure);
    }
    if (letter.news() || failure != null) {
      deployments
          .apply(letter.key())
          .filter(deployment -> letter.isOf(deployment))
          .ifPresent(deployment -> events.record(deployment, letter.reason(), letter.message()));
    }
  }

  /** Of a step of a user's own, or a fault of ours, the message alone says too little. */
  private static void logStack(DeadLetter letter, Exception failure) {
    if (letter.reason() == Reason.STEP_FAILED) {
      log.warn("a step failed for {}", letter.key(), failure);
    }
  }
}
