package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.apache.camel.Exchange;

/** What must hold before an object is applied. */
@FunctionalInterface
public interface WriteCondition {

  /**
   * Looks at an object that is about to be applied, whether or not that would change it.
   *
   * @param desired the object as it shall be
   * @param exchange the exchange whose body it is
   * @throws RuntimeException where it may not be; nothing is written then
   */
  void check(HasMetadata desired, Exchange exchange);

  /** Nothing. */
  static WriteCondition none() {
    return (desired, exchange) -> {};
  }
}
