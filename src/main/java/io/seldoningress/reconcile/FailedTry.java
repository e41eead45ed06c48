package io.seldoningress.reconcile;

import io.seldoningress.component.informer.Turn;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The bean {@code failedTry}, called at each failure of a step, also at those that are tried again:
 * counts it, and has the API server's wish for a wait respected.
 */
public final class FailedTry implements Processor {

  private final DeadLetters deadLetters;

  public FailedTry(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  @Override
  public void process(Exchange exchange) {
    Exception failure = Failures.caught(exchange);
    deadLetters.tried(exchange, failure);
    waitAtLeast(Failures.retryAfter(failure), exchange);
  }

  /** Both the wait of this step and, if its tries end, that of the object in the queue. */
  private static void waitAtLeast(Duration retryAfter, Exchange exchange) {
    if (retryAfter.isZero()) {
      // Of an earlier failure.
      exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
    } else {
      exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, spread(retryAfter).toMillis());
    }
    Turn.of(exchange).ifPresent(turn -> turn.notBefore(spread(retryAfter)));
  }

  /** Up to a quarter more, so that what was refused together does not come back together. */
  private static Duration spread(Duration least) {
    long nanos = least.toNanos();
    return Duration.ofNanos(nanos + ThreadLocalRandom.current().nextLong(nanos / 4 + 1));
  }
}
