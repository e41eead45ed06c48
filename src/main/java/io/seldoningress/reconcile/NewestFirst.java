package io.seldoningress.reconcile;

import io.seldoningress.component.informer.Turn;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The bean {@code newestFirst}, called before a step is tried again: ends the tries when the object
 * has a newer state by now, so that an older state is never written over a newer one and the newer
 * one does not wait.
 */
public final class NewestFirst implements Processor {

  @Override
  public void process(Exchange exchange) {
    Turn.of(exchange)
        .filter(Turn::isOvertaken)
        .ifPresent(
            turn -> {
              exchange.setException(new OvertakenException(turn.key()));
              // Camel's error handler tries again all the same unless the route ends here.
              exchange.setRouteStop(true);
            });
  }
}
