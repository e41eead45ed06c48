package io.seldoningress.reconcile;

import io.seldoningress.component.informer.ResourceKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * With what, and to whom, the last turn of each SeldonDeployment that others lost to, or wait for,
 * told what it has: a turn that finds the same wakes nobody, or each of ten thousand turns of the
 * oldest one would make ten thousand more.
 */
final class Told {

  private record Last(Holding holding, Set<ResourceKey> losers) {}

  private final Map<ResourceKey, Last> told = new ConcurrentHashMap<>();

  /**
   * Notes a turn.
   *
   * @return whether it is like the last one
   */
  boolean again(ResourceKey holder, Holding holding, Set<ResourceKey> losers) {
    Last now = new Last(holding, Set.copyOf(losers));
    return now.equals(told.put(holder, now));
  }

  /**
   * Somebody saw what a SeldonDeployment has. Where that is not what it told last, its next turn
   * tells all again, also when by then it has what it had before.
   */
  void seen(ResourceKey holder, Holding holding) {
    told.computeIfPresent(holder, (key, last) -> last.holding().equals(holding) ? last : null);
  }

  /** Its next turn tells all. */
  void forget(ResourceKey holder) {
    told.remove(holder);
  }
}
