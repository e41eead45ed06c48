package io.seldoningress.demo;

import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Listens to the exchanges of one route that are done, whatever became of them. */
abstract class ExchangeListener extends EventNotifierSupport {

  private final String route;

  /**
   * @param route the id of the route
   */
  ExchangeListener(String route) {
    this.route = route;
    setIgnoreCamelContextEvents(true);
    setIgnoreCamelContextInitEvents(true);
    setIgnoreRouteEvents(true);
    setIgnoreServiceEvents(true);
    setIgnoreExchangeSendingEvents(true);
    setIgnoreExchangeSentEvents(true);
    setIgnoreExchangeCreatedEvent(true);
  }

  /** Is called with each exchange, in a thread of the route. */
  abstract void done(CamelEvent event, Exchange exchange);

  @Override
  public final void notify(CamelEvent event) {
    if (event instanceof ExchangeEvent done && isWhole(done.getExchange())) {
      done(event, done.getExchange());
    }
  }

  /** The parts of a split have events of their own. */
  private boolean isWhole(Exchange exchange) {
    return route.equals(exchange.getFromRouteId())
        && exchange.getProperty(Exchange.SPLIT_INDEX) == null;
  }
}
