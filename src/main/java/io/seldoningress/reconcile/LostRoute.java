package io.seldoningress.reconcile;

import io.seldoningress.istio.RouteClaim;

/**
 * A claim that somebody else keeps.
 *
 * @param claim the claim of the one who does not get it
 * @param holder the oldest of those who have it, or a part of it
 */
record LostRoute(RouteClaim claim, RouteHolder holder) {}
