package io.seldoningress.component.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.queue.BackOff;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Turns without a route, for tests of what is asked and told by steps. */
public final class Turns {

  private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();

  private Turns() {}

  /**
   * An exchange with a turn of its own.
   *
   * @param object the state that it is about; empty when it is gone
   */
  public static Exchange exchange(
      ResourceKey key, Optional<? extends HasMetadata> object, Object body) {
    BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(1));
    RouteQueue queue = new RouteQueue(new RouteQueue.Options(false, false, Set.of(), backOff));
    queue.add(key);
    try {
      var unused = queue.take(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Exchange exchange = new DefaultExchange(CONTEXT);
    exchange.setProperty(KubernetesInformerConstants.TURN, new Turn(key, object, queue));
    exchange.setProperty(RouteQueue.class.getName(), queue);
    exchange.getMessage().setBody(body);
    return exchange;
  }

  /** The object of an exchange changes. */
  public static void overtake(Exchange exchange) {
    exchange
        .getProperty(RouteQueue.class.getName(), RouteQueue.class)
        .add(Turn.of(exchange).orElseThrow().key());
  }

  /** So many others wait for a worker while an exchange runs. */
  public static void queueOthers(Exchange exchange, int number) {
    RouteQueue queue = exchange.getProperty(RouteQueue.class.getName(), RouteQueue.class);
    for (int i = 0; i < number; i++) {
      queue.add(new ResourceKey("others", "other-" + i));
    }
  }

  /** What an exchange asked for; empty when nothing is left to do. */
  public static Optional<Duration> comesBackAfter(Exchange exchange) {
    return Turn.of(exchange).orElseThrow().unfinished();
  }
}
