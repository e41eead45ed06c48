package io.seldoningress.reconcile;

import java.util.Locale;

/** What became of a SeldonDeployment, as metrics show it. */
enum RoutingState {
  /** Routed as it says. */
  ROUTED,
  /** Its routes are written, but clients do not reach them. */
  UNREACHABLE,
  /** It, or a name that somebody else has, keeps it from being routed as it says. */
  REFUSED,
  /** It could not be routed as it says, for a reason that is not its own. */
  FAILED,
  /** Its turn is to come, or comes again after a failure that should pass. */
  WAITING;

  /** That of an object that is parked. */
  static RoutingState ofParked(Reason reason) {
    if (reason.leavesRoutes()) {
      return UNREACHABLE;
    }
    return reason.shared() || reason == Reason.CONTESTED ? FAILED : REFUSED;
  }

  /** The value of the tag {@code state}. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
