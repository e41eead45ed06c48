package io.seldoningress.reconcile;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.security.v1.AuthorizationPolicy;
import io.fabric8.istio.api.security.v1.RequestAuthentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.Readiness;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done for one SeldonDeployment. Where it is refused nothing is, and the routes stay
 * as they are; but where clients don't reach it through its Gateways, routes are written all the
 * same.
 *
 * @param key which SeldonDeployment
 * @param deployment its state that this plan is for; empty when it is gone
 * @param desired the objects that shall exist
 * @param stale objects of the SeldonDeployment that shall not exist any more, in the order in which
 *     they are deleted
 * @param refusals why it is not routed as it says
 * @param winners the SeldonDeployments that have names of its own, one for each name
 * @param losers the SeldonDeployments whose names it has
 * @param routes who else wants the requests that it wants
 * @param undecided whether something is decided in a moment that says whether clients reach it
 * @param readiness which predictors count as ready in the desired objects
 */
public record Plan(
    ResourceKey key,
    Optional<SeldonDeployment> deployment,
    List<HasMetadata> desired,
    List<ObservedObject> stale,
    List<Refusal> refusals,
    List<ResourceKey> winners,
    List<ResourceKey> losers,
    RouteRivals routes,
    boolean undecided,
    Readiness readiness)
    implements Refusable {

  /** One with everybody ready, whose requests nobody else wants. */
  Plan(
      ResourceKey key,
      Optional<SeldonDeployment> deployment,
      List<HasMetadata> desired,
      List<ObservedObject> stale,
      List<Refusal> refusals,
      List<ResourceKey> winners,
      List<ResourceKey> losers,
      boolean undecided) {
    this(
        key,
        deployment,
        desired,
        stale,
        refusals,
        winners,
        losers,
        RouteRivals.NONE,
        undecided,
        Readiness.ALL);
  }

  /** The exchange property that keeps the plan while its parts are applied. */
  public static final String PROPERTY = "plan";

  public Plan {
    desired = List.copyOf(desired);
    stale = List.copyOf(stale);
    refusals = List.copyOf(refusals);
    winners = List.copyOf(winners);
    losers = List.copyOf(losers);
  }

  /** How tokens are verified: it is written first. */
  public List<RequestAuthentication> requestAuthentications() {
    return desired(RequestAuthentication.class);
  }

  /** Who may call: it is written before the routes. */
  public List<AuthorizationPolicy> authorizationPolicies() {
    return desired(AuthorizationPolicy.class);
  }

  /** The desired DestinationRules: they are written before VirtualServices. */
  public List<DestinationRule> destinationRules() {
    return desired(DestinationRule.class);
  }

  /** The desired VirtualServices: they name subsets of the DestinationRules. */
  public List<VirtualService> virtualServices() {
    return desired(VirtualService.class);
  }

  /** Whether it is not routed as it says, or not reached by clients. */
  @Override
  public boolean isRefused() {
    return Refusable.super.isRefused();
  }

  /**
   * That of its key: Camel asks for it with each expression in a route, and all that is in a plan
   * is a lot.
   */
  @Override
  public int hashCode() {
    return key.hashCode();
  }

  private <T> List<T> desired(Class<T> kind) {
    return desired.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Nothing to do: the SeldonDeployment is gone, being deleted, or another controller's. */
  static Plan nothing(Snapshot snapshot) {
    return new Plan(
        snapshot.key(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        snapshot.routes(),
        false,
        Readiness.ALL);
  }
}
