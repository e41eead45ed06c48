package io.seldoningress.component.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.queue.Wait;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/**
 * An object's turn in a route: what the steps of its exchange may ask about the queue behind them,
 * and tell it. Copies of the exchange, as a split makes them, share it.
 */
public final class Turn {

  private final ResourceKey key;
  private final Optional<? extends HasMetadata> object;
  private final RouteQueue queue;
  private final int failures;
  private volatile Wait wait = Wait.BACK_OFF;
  private volatile Duration firm = Duration.ZERO;
  private volatile Optional<Duration> anyhow = Optional.empty();
  private volatile Optional<Duration> afterSuccess = Optional.empty();
  private volatile String result = "succeeded";

  Turn(ResourceKey key, Optional<? extends HasMetadata> object, RouteQueue queue) {
    this.key = key;
    this.object = object;
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

  /** The state that this turn is about: the first body of the exchange. Empty when it is gone. */
  public Optional<? extends HasMetadata> object() {
    return object;
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

  /** How many objects wait for a worker now. */
  public int othersInLine() {
    return queue.depth().ready();
  }

  /**
   * Asks for another turn behind all those who are in line now, unless this one fails: for what
   * matters less than their turns do.
   */
  public void comeBackAtTheEnd() {
    comeBackAfterSuccess(Duration.ZERO);
  }

  /**
   * Asks for bounds of the object's wait if this turn fails. A change of the object ends the wait
   * all the same.
   */
  public void comeBack(Wait bounds) {
    wait = bounds;
  }

  /**
   * Asks that the object does not come back sooner if this turn fails, whatever {@link #comeBack}
   * asks for and whether or not the object changes.
   */
  public void notBefore(Duration shortest) {
    firm = shortest;
  }

  /**
   * Says that something is left to do, which is no failure: however this turn ends, the object has
   * another one after this time, or sooner. Of several times the shortest counts.
   */
  public void comeBackAfter(Duration delay) {
    anyhow = shortest(anyhow, Optional.of(delay));
  }

  /** The same, unless this turn fails: then its wait is as long as that failure wants it. */
  public void comeBackAfterSuccess(Duration delay) {
    afterSuccess = shortest(afterSuccess, Optional.of(delay));
  }

  /**
   * Says that the turn goes on, however long it takes: one that does not for long is stuck. An
   * object with a thousand children has a long turn.
   */
  public void progressed() {
    queue.progressed(key);
  }

  /** Says in a word for metrics how this turn ends, if not by an exception: succeeded, say. */
  public void endsAs(String word) {
    result = word;
  }

  String result(Exception failure) {
    return failure == null ? result : "failed";
  }

  Wait comesBack() {
    return anyhow.map(wait::notAfter).orElse(wait).firmly(firm);
  }

  Optional<Duration> unfinished() {
    return shortest(anyhow, afterSuccess);
  }

  private static Optional<Duration> shortest(Optional<Duration> one, Optional<Duration> other) {
    return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }
}
