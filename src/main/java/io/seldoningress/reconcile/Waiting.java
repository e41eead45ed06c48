package io.seldoningress.reconcile;

import io.seldoningress.component.informer.ResourceKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which SeldonDeployments wait for whom. An entry that is no longer true costs one look that finds
 * nothing to do.
 */
final class Waiting {

  private final Map<RouteHolder, Set<ResourceKey>> waiting = new ConcurrentHashMap<>();

  /** Notes one. In one step with {@link #remove}, or it could be added to what was taken out. */
  void add(RouteHolder holder, ResourceKey who) {
    waiting.compute(
        holder,
        (key, before) -> {
          Set<ResourceKey> all = before == null ? ConcurrentHashMap.newKeySet() : before;
          all.add(who);
          return all;
        });
  }

  /** Whether somebody waits for one. */
  boolean isFor(RouteHolder holder) {
    return waiting.containsKey(holder);
  }

  /** Those who wait for one; they note themselves again where they still do. */
  Set<ResourceKey> remove(RouteHolder holder) {
    Set<ResourceKey> all = waiting.remove(holder);
    return all == null ? Set.of() : all;
  }
}
