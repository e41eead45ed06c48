package io.seldoningress.reconcile;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.GeneratedName;
import io.seldoningress.istio.Names;
import io.seldoningress.istio.RouteClaim;
import io.seldoningress.istio.RouteClaims;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who else wants the requests that a SeldonDeployment wants. Of those who do the oldest has them:
 * SeldonDeployments by what they ask for, where they may, and by the VirtualServices that they
 * have, where they ask for something else by now or for nothing that can be routed; and
 * VirtualServices of others. Found by the keys of {@link RouteClaim}, not by comparing all with
 * all.
 */
final class ClaimConflicts {

  /** The cluster as the watches show it. */
  interface Cluster {

    /** The SeldonDeployments that an index has under a key of {@link RouteClaim}. */
    List<SeldonDeployment> claimingDeployments(String key);

    /** The VirtualServices that an index has under such a key, ours or not. */
    List<ObservedVirtualService> claimingVirtualServices(String key);

    /** A SeldonDeployment; empty when it is gone. */
    Optional<SeldonDeployment> deployment(ResourceKey key);

    /** The Istio objects whose controller has this uid. */
    List<ObservedObject> controlledBy(String uid);
  }

  /** RFC 3339 in UTC, whole seconds: sorts as text. Not yet created is youngest. */
  private static final Comparator<String> BY_TIME = Comparator.nullsLast(Comparator.naturalOrder());

  private static final Comparator<ObservedVirtualService> OLDEST_FIRST =
      Comparator.comparing(
              (ObservedVirtualService found) -> found.getMetadata().getCreationTimestamp(), BY_TIME)
          .thenComparing(found -> ResourceKey.of(found).toString());

  private final Cluster cluster;
  private final Findings findings;
  private final RoutingSettings settings;
  private final String controllerId;

  /**
   * @param cluster what there is
   * @param findings what is wrong with SeldonDeployments
   * @param settings how routes are made
   * @param controllerId the id of this controller
   */
  ClaimConflicts(
      Cluster cluster, Findings findings, RoutingSettings settings, String controllerId) {
    this.cluster = cluster;
    this.findings = findings;
    this.settings = settings;
    this.controllerId = controllerId;
  }

  /**
   * Who else wants what a SeldonDeployment wants or has. One that can't be routed asks for nothing,
   * so it loses nothing; but what it wrote before it keeps.
   */
  RouteRivals of(SeldonDeployment deployment) {
    Set<RouteHolder> awaited = new HashSet<>();
    Set<ResourceKey> losers = new LinkedHashSet<>();
    List<LostRoute> lost = new ArrayList<>();
    boolean routable = mayBeRouted(deployment);
    if (routable) {
      for (RouteClaim claim : RouteClaims.of(deployment, settings)) {
        holder(claim, deployment, losers)
            .ifPresent(
                holder -> {
                  lost.add(new LostRoute(claim, holder));
                  awaited.add(holder);
                });
      }
    }
    if (!routable || !lost.isEmpty()) {
      written(deployment)
          .forEach(claim -> holder(claim, deployment, losers).ifPresent(awaited::add));
    }
    return new RouteRivals(lost, awaited, List.copyOf(losers));
  }

  /** What of a SeldonDeployment decides who loses to it. */
  Holding holding(SeldonDeployment deployment) {
    ObjectMeta metadata = deployment.getMetadata();
    return new Holding(
        metadata.getUid(),
        metadata.getCreationTimestamp(),
        Set.copyOf(Names.generated(deployment)),
        mayBeRouted(deployment) ? RouteClaims.of(deployment, settings) : Set.of(),
        written(deployment).collect(Collectors.toUnmodifiableSet()));
  }

  private Stream<RouteClaim> written(SeldonDeployment deployment) {
    return cluster.controlledBy(deployment.getMetadata().getUid()).stream()
        .filter(ObservedVirtualService.class::isInstance)
        .flatMap(object -> ((ObservedVirtualService) object).claims(settings))
        .distinct();
  }

  /**
   * Who has what a SeldonDeployment wants or wrote; where it has it itself, those who do not get it
   * are added to the losers. Of what it does not have it has nobody to tell, or a thousand who want
   * one path would make half a million turns.
   */
  private Optional<RouteHolder> holder(
      RouteClaim claim, SeldonDeployment deployment, Set<ResourceKey> losers) {
    List<SeldonDeployment> others = others(claim, deployment);
    Optional<RouteHolder> holder = holder(claim, deployment, others);
    if (holder.isEmpty()) {
      others.stream()
          .filter(other -> Seniority.isSenior(deployment, other))
          .filter(other -> claim.isFolder() || asksFor(other, Set.of(claim)))
          .forEach(other -> losers.add(ResourceKey.of(other)));
    }
    return holder;
  }

  /** The SeldonDeployments that ask for requests which a VirtualService takes. */
  Set<ResourceKey> wanting(ObservedVirtualService virtualService) {
    Set<RouteClaim> taken =
        virtualService.claims(settings).collect(Collectors.toCollection(LinkedHashSet::new));
    Map<ResourceKey, SeldonDeployment> near = new LinkedHashMap<>();
    taken.stream()
        .flatMap(claim -> claim.lookupKeys().stream())
        .distinct()
        .flatMap(key -> cluster.claimingDeployments(key).stream())
        .forEach(deployment -> near.put(ResourceKey.of(deployment), deployment));
    near.values().removeIf(deployment -> !asksFor(deployment, taken));
    return near.keySet();
  }

  /** Those below a prefix that ends within a segment have one key with all others of its folder. */
  private boolean asksFor(SeldonDeployment deployment, Set<RouteClaim> claims) {
    return RouteClaims.of(deployment, settings).stream()
        .anyMatch(own -> claims.stream().anyMatch(own::overlaps));
  }

  private boolean mayBeRouted(SeldonDeployment deployment) {
    return Planner.isServed(deployment, controllerId) && findings.of(deployment).isEmpty();
  }

  private List<SeldonDeployment> others(RouteClaim claim, SeldonDeployment deployment) {
    Map<ResourceKey, SeldonDeployment> others = new LinkedHashMap<>();
    for (String key : claim.lookupKeys()) {
      cluster.claimingDeployments(key).forEach(other -> others.put(ResourceKey.of(other), other));
    }
    others.remove(ResourceKey.of(deployment));
    return List.copyOf(others.values());
  }

  private Optional<RouteHolder> holder(
      RouteClaim claim, SeldonDeployment deployment, List<SeldonDeployment> others) {
    Set<SeldonDeployment> written = new HashSet<>();
    Set<ObservedVirtualService> foreign = new HashSet<>();
    virtualServices(claim).forEach(found -> sort(found, deployment, written, foreign));
    Optional<SeldonDeployment> senior =
        Stream.concat(written.stream(), others.stream())
            .filter(other -> Seniority.isSenior(other, deployment))
            .sorted(Seniority.OLDEST_FIRST)
            .filter(other -> written.contains(other) || wants(other, claim))
            .findFirst();
    return foreign.stream()
        .min(OLDEST_FIRST)
        .filter(found -> isBefore(found, senior.orElse(deployment)))
        .map(found -> RouteHolder.virtualService(ResourceKey.of(found)))
        .or(() -> senior.map(other -> RouteHolder.deployment(ResourceKey.of(other))));
  }

  private List<ObservedVirtualService> virtualServices(RouteClaim claim) {
    Map<ResourceKey, ObservedVirtualService> found = new LinkedHashMap<>();
    for (String key : claim.lookupKeys()) {
      cluster.claimingVirtualServices(key).forEach(one -> found.put(ResourceKey.of(one), one));
    }
    return found.values().stream().filter(one -> one.overlaps(claim, settings)).toList();
  }

  /** That of a SeldonDeployment which is gone goes as well, and that of a younger one is late. */
  private void sort(
      ObservedVirtualService found,
      SeldonDeployment deployment,
      Set<SeldonDeployment> written,
      Set<ObservedVirtualService> foreign) {
    Optional<OwnerReference> owner = found.controller().filter(SeldonOwnership::isSeldonDeployment);
    if (owner.isEmpty()) {
      if (!hasNameOf(deployment, found)) {
        foreign.add(found);
      }
      return;
    }
    cluster
        .deployment(new ResourceKey(found.getMetadata().getNamespace(), owner.get().getName()))
        .filter(other -> owner.get().getUid().equals(other.getMetadata().getUid()))
        .filter(other -> !ResourceKey.of(other).equals(ResourceKey.of(deployment)))
        .ifPresent(written::add);
  }

  /** It is adopted, or it is the name that is refused and not the requests. */
  private static boolean hasNameOf(SeldonDeployment deployment, ObservedVirtualService found) {
    String name = found.getMetadata().getName();
    return found.getMetadata().getNamespace().equals(deployment.namespace())
        && Names.generated(deployment)
            .contains(new GeneratedName(GeneratedName.VIRTUAL_SERVICE, name));
  }

  private boolean wants(SeldonDeployment other, RouteClaim claim) {
    return asksFor(other, Set.of(claim)) && mayBeRouted(other);
  }

  /** Of one second the VirtualService, which was written already. */
  private static boolean isBefore(ObservedVirtualService found, SeldonDeployment deployment) {
    return BY_TIME.compare(created(found.getMetadata()), created(deployment.getMetadata())) <= 0;
  }

  private static String created(ObjectMeta metadata) {
    return metadata.getCreationTimestamp();
  }
}
