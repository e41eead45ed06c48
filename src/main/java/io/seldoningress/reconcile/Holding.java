package io.seldoningress.reconcile;

import io.seldoningress.istio.GeneratedName;
import io.seldoningress.istio.RouteClaim;
import java.util.Set;

/**
 * What of a SeldonDeployment decides who loses to it. Where this stays the same, nobody who lost
 * has to look again.
 *
 * @param uid which life of it: one that is made again is younger
 * @param created when it was made
 * @param names the names that it comes out at
 * @param asked the requests that it asks for; none where it may not be routed
 * @param written the requests that its VirtualServices take
 */
record Holding(
    String uid,
    String created,
    Set<GeneratedName> names,
    Set<RouteClaim> asked,
    Set<RouteClaim> written) {

  Holding {
    names = Set.copyOf(names);
    asked = Set.copyOf(asked);
    written = Set.copyOf(written);
  }
}
