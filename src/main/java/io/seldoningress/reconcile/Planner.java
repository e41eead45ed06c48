package io.seldoningress.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.component.apply.ForeignObjectException;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.GeneratedName;
import io.seldoningress.istio.IstioRoutes;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Body;

/** The step {@code plan}: decides everything, without side effects. */
public final class Planner {

  private final Findings findings;
  private final RoutingSettings settings;
  private final String controllerId;

  /**
   * A planner.
   *
   * @param findings what is wrong with SeldonDeployments
   * @param settings how routes are made
   * @param controllerId the id of this controller: SeldonDeployments with another in their label
   *     {@code seldon.io/controller-id} are left alone
   */
  public Planner(Findings findings, RoutingSettings settings, String controllerId) {
    this.findings = findings;
    this.settings = settings;
    this.controllerId = controllerId;
  }

  /**
   * Decides what to do.
   *
   * @param snapshot the body
   * @return the plan, as the new body
   */
  public Plan plan(@Body Snapshot snapshot) {
    return snapshot
        .deployment()
        .filter(deployment -> isServed(deployment, controllerId))
        .map(deployment -> plan(snapshot, deployment))
        .orElseGet(() -> Plan.nothing(snapshot));
  }

  /**
   * Whether a controller with this id does anything about a SeldonDeployment. What is being deleted
   * is left to the garbage collector: routes written now would keep coming back.
   */
  static boolean isServed(SeldonDeployment deployment, String controllerId) {
    return deployment.controllerId().equals(controllerId)
        && deployment.getMetadata().getDeletionTimestamp() == null;
  }

  private Plan plan(Snapshot snapshot, SeldonDeployment deployment) {
    List<Refusal> refusals = refusals(snapshot, deployment);
    boolean written = refusals.stream().allMatch(refusal -> refusal.reason().leavesRoutes());
    List<HasMetadata> desired =
        written ? IstioRoutes.make(deployment, settings, snapshot.readiness()) : List.of();
    List<ObservedObject> stale = written ? stale(snapshot.owned(), desired) : List.of();
    return new Plan(
        snapshot.key(),
        Optional.of(deployment),
        desired,
        stale,
        refusals,
        winners(snapshot, deployment),
        losers(snapshot, deployment),
        snapshot.routes(),
        isUndecided(snapshot),
        snapshot.readiness());
  }

  private static boolean isUndecided(Snapshot snapshot) {
    return snapshot.claim().filter(claim -> !claim.decided()).isPresent();
  }

  private List<Refusal> refusals(Snapshot snapshot, SeldonDeployment deployment) {
    List<Refusal> refusals = new ArrayList<>();
    findings
        .of(deployment)
        .forEach(finding -> refusals.add(new Refusal(Reason.INVALID, finding.message())));
    snapshot.rivals().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> taken(entry.getKey(), entry.getValue(), deployment).ifPresent(refusals::add));
    snapshot.foreign().stream()
        // Of a name that a rival keeps, the rival has been told already.
        .filter(object -> !snapshot.rivals().containsKey(nameOf(object)))
        .forEach(
            object ->
                refusals.add(
                    new Refusal(Reason.FOREIGN_OBJECT, ForeignObjectException.describe(object))));
    refusals.addAll(snapshot.routes().refusals());
    // Of one that is not routed anyway, whether clients would reach it is not what matters.
    return refusals.isEmpty() ? Reachability.obstacles(snapshot, deployment, settings) : refusals;
  }

  private static Optional<Refusal> taken(
      GeneratedName name, List<SeldonDeployment> rivals, SeldonDeployment deployment) {
    return winner(rivals, deployment)
        .map(
            winner ->
                new Refusal(
                    Reason.NAME_TAKEN,
                    "%s %s is what SeldonDeployment %s, the older one, comes out at as well: rename a predictor or set its annotation seldon.io/svc-name"
                        .formatted(name.kind(), name.name(), winner.name())));
  }

  /**
   * VirtualServices come first in what is owned: a route must not outlive the subsets that it
   * names.
   */
  private static List<ObservedObject> stale(List<ObservedObject> owned, List<HasMetadata> desired) {
    Set<GeneratedName> wanted = desired.stream().map(Planner::nameOf).collect(Collectors.toSet());
    return owned.stream()
        .filter(object -> !wanted.contains(nameOf(object)))
        .filter(object -> object.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  private static GeneratedName nameOf(HasMetadata object) {
    return new GeneratedName(object.getKind(), object.getMetadata().getName());
  }

  /** Who has a name: of those that are older the oldest. */
  private static Optional<SeldonDeployment> winner(
      List<SeldonDeployment> rivals, SeldonDeployment deployment) {
    return rivals.stream()
        .filter(rival -> Seniority.isSenior(rival, deployment))
        .reduce((one, other) -> Seniority.isSenior(one, other) ? one : other);
  }

  private static List<ResourceKey> winners(Snapshot snapshot, SeldonDeployment deployment) {
    return snapshot.rivals().values().stream()
        .flatMap(rivals -> winner(rivals, deployment).stream())
        .map(ResourceKey::of)
        .distinct()
        .toList();
  }

  /**
   * Of a name that it does not have itself it has nobody to tell: with all who want one name
   * telling each other, a thousand of them would make half a million turns.
   */
  private static List<ResourceKey> losers(Snapshot snapshot, SeldonDeployment deployment) {
    return snapshot.rivals().values().stream()
        .filter(rivals -> winner(rivals, deployment).isEmpty())
        .flatMap(List::stream)
        .map(ResourceKey::of)
        .distinct()
        .toList();
  }
}
