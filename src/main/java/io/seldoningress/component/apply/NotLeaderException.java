package io.seldoningress.component.apply;

/**
 * This process may not write, because another replica may be writing now; nothing was sent. It is
 * no fault of the object: the replica that leads writes it.
 */
public final class NotLeaderException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public NotLeaderException(String message) {
    super(message);
  }
}
