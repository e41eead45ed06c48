package io.seldoningress.reconcile;

import io.seldoningress.component.informer.ResourceKey;

/** A step is not tried again because its object has a newer state, which has its turn next. */
public final class OvertakenException extends RuntimeException {

  private static final long serialVersionUID = 1;

  OvertakenException(ResourceKey key) {
    // Nobody reads where it was thrown.
    super(key + " has a newer state", null, false, false);
  }
}
