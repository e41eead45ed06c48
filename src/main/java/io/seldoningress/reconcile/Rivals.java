package io.seldoningress.reconcile;

import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.Names;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.Body;

/**
 * The step {@code rivals}: who must be looked at again because of this SeldonDeployment. The
 * younger ones that want a name or requests which it has learn that they lost, and those that
 * waited for what it had get it when it is free. The older one does not wait for the younger one
 * and is never told by it, so the two don't wake each other for ever; but one that was made again
 * is younger than one that waited for it before. A turn that finds what the last one found tells
 * nobody.
 */
public final class Rivals {

  private final Waiting waiting = new Waiting();
  private final Told told = new Told();
  private final Function<ResourceKey, Optional<SeldonDeployment>> deployments;
  private final ClaimConflicts conflicts;

  /**
   * @param caches what the cluster shows
   * @param findings what is wrong with SeldonDeployments
   * @param settings how routes are made
   * @param controllerId the id of this controller
   */
  public Rivals(Caches caches, Findings findings, RoutingSettings settings, String controllerId) {
    this(caches::deployment, new ClaimConflicts(caches, findings, settings, controllerId));
  }

  /**
   * @param deployments what the cache shows of a SeldonDeployment now
   * @param conflicts who wants the same requests now
   */
  Rivals(Function<ResourceKey, Optional<SeldonDeployment>> deployments, ClaimConflicts conflicts) {
    this.deployments = deployments;
    this.conflicts = conflicts;
  }

  /**
   * Says whom to wake.
   *
   * @param plan the body
   * @return keys of SeldonDeployments, as the new body
   */
  public List<ResourceKey> toWake(@Body Plan plan) {
    plan.winners().forEach(winner -> waiting.add(RouteHolder.deployment(winner), plan.key()));
    plan.routes().awaited().forEach(holder -> waiting.add(holder, plan.key()));
    Set<ResourceKey> wake = new LinkedHashSet<>(toTell(plan));
    // Whoever gave something up since the plan was made did not know yet that somebody waits.
    if (plan.winners().stream().anyMatch(winner -> !stillWins(winner, plan)) || !stillHeld(plan)) {
      wake.add(plan.key());
    }
    holders(plan)
        .forEach(
            holder ->
                deployments
                    .apply(holder)
                    .ifPresent(current -> told.seen(holder, conflicts.holding(current))));
    return List.copyOf(wake);
  }

  /** The losers of a turn and those who wait for it; nobody where the last turn told the same. */
  private Set<ResourceKey> toTell(Plan plan) {
    Set<ResourceKey> losers = new LinkedHashSet<>(plan.losers());
    losers.addAll(plan.routes().losers());
    RouteHolder own = RouteHolder.deployment(plan.key());
    Optional<SeldonDeployment> current = deployments.apply(plan.key());
    if (current.isEmpty() || (losers.isEmpty() && !waiting.isFor(own))) {
      told.forget(plan.key());
    } else if (told.again(plan.key(), conflicts.holding(current.get()), losers)) {
      return Set.of();
    }
    losers.addAll(waiting.remove(own));
    return losers;
  }

  private static Set<ResourceKey> holders(Plan plan) {
    Set<ResourceKey> holders = new LinkedHashSet<>(plan.winners());
    plan.routes().awaited().stream()
        .filter(RouteHolder::isDeployment)
        .forEach(holder -> holders.add(holder.key()));
    return holders;
  }

  /**
   * Whom an object of somebody else matters to that was made, changed or deleted: those that waited
   * for what it had, and those that want what it has.
   *
   * @param key which VirtualService
   * @param object what there is now; empty when it is gone
   */
  Set<ResourceKey> of(ResourceKey key, Optional<ObservedObject> object) {
    Set<ResourceKey> wake = new LinkedHashSet<>(waiting.remove(RouteHolder.virtualService(key)));
    object
        .filter(ObservedVirtualService.class::isInstance)
        .map(ObservedVirtualService.class::cast)
        .ifPresent(found -> wake.addAll(conflicts.wanting(found)));
    return wake;
  }

  private boolean stillHeld(Plan plan) {
    Set<RouteHolder> awaited = plan.routes().awaited();
    return awaited.isEmpty()
        || deployments
            .apply(plan.key())
            .map(conflicts::of)
            .map(
                now ->
                    now.awaited().containsAll(awaited) && now.lost().equals(plan.routes().lost()))
            .orElse(true);
  }

  private boolean stillWins(ResourceKey winner, Plan plan) {
    SeldonDeployment loser = plan.deployment().orElseThrow();
    return deployments
        .apply(winner)
        .filter(current -> Seniority.isSenior(current, loser))
        .filter(current -> !Collections.disjoint(Names.generated(current), Names.generated(loser)))
        .isPresent();
  }
}
