package io.seldoningress.reconcile;

/** Where Warning Events go. */
@FunctionalInterface
public interface Events {

  /**
   * Has an Event written soon. Returns at once.
   *
   * @param subject what it is about
   * @param reason one word in CamelCase
   * @param message what people read
   */
  void record(EventSubject subject, String reason, String message);
}
