package io.seldoningress.component.informer;

import io.seldoningress.queue.Wait;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * An object's turn in a route: what the steps of its exchange may ask about the queue behind them,
 * and tell it. Copies of the exchange, as a split makes them, share it.
 */
public final class Turn {

  private final ResourceKey key;
  private final RouteQueue queue;
  private final int failures;
  private volatile Wait wait = Wait.BACK_OFF;

  Turn(ResourceKey key, RouteQueue queue) {
    this.key = key;
    this.queue = queue;
    this.failures = queue.failures(key);
  }

  /** The turn of an exchange; empty when it did not come from {@code kubernetes-informer}. */
  public static Optional<Turn> of(Exchange exchange) {
    return Optional.ofNullable(exchange.getProperty(KubernetesInformerConstants.TURN, Turn.class));
  }

  /** The object. */
  public ResourceKey key() {
    return key;
  }

  /** How many turns of the object failed before this one, since it last succeeded. */
  public int failures() {
    return failures;
  }

  /**
   * Whether the object changed, or was woken, since this turn began: if the turn fails, the newest
   * state has its turn at once.
   */
  public boolean isOvertaken() {
    return queue.overtaken(key);
  }

  /**
   * Asks for bounds of the object's wait if this turn fails. A change of the object ends the wait
   * all the same.
   */
  public void comeBack(Wait bounds) {
    wait = bounds;
  }

  Wait comesBack() {
    return wait;
  }
}
