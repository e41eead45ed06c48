package io.seldoningress.reconcile;

import io.seldoningress.component.informer.KubernetesInformerConstants;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.gateway.TlsClaim;
import io.seldoningress.gateway.TlsDecision;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;

/**
 * The bean {@code tlsClaims}: which TLS Secrets SeldonDeployments name, and what is decided about
 * them. The decision is made for all of them at once, in the turn of the Gateway that this
 * controller keeps; each of the two wakes the other when something of it changes.
 */
public final class TlsClaims {

  private record Decided(TlsClaim claim, Optional<String> problem) {}

  private final RoutingSettings settings;
  private final String controllerId;
  private final Function<ResourceKey, List<SeldonDeployment>> usersOf;

  /** Replaced as a whole by the one turn of the Gateway that there is at a time. */
  private volatile Map<ResourceKey, Decided> decided = Map.of();

  private volatile boolean gatewayless;

  /**
   * @param settings which Gateway is kept, and who may use what
   * @param controllerId the id of this controller: others' SeldonDeployments claim nothing
   * @param usersOf gives the SeldonDeployments that use a Gateway
   */
  public TlsClaims(
      RoutingSettings settings,
      String controllerId,
      Function<ResourceKey, List<SeldonDeployment>> usersOf) {
    this.settings = settings;
    this.controllerId = controllerId;
    this.usersOf = usersOf;
  }

  /**
   * Whether the Gateway is to be looked at because of a SeldonDeployment.
   *
   * @param plan the exchange property with its plan
   * @return the key of the Gateway, or an empty list, as the new body
   */
  public List<ResourceKey> undecided(@ExchangeProperty(Plan.PROPERTY) Plan plan) {
    Optional<TlsClaim> known = Optional.ofNullable(decided.get(plan.key())).map(Decided::claim);
    return plan.deployment().flatMap(this::claim).equals(known) ? List.of() : gateway();
  }

  /**
   * Takes over what the plan of the Gateway decided, when it is carried out.
   *
   * @param exchange one whose property {@code plan} is the plan of a Gateway
   * @return the keys of the SeldonDeployments for which that is news, as the new body
   */
  public List<ResourceKey> decided(Exchange exchange) {
    GatewayPlan plan = exchange.getProperty(Plan.PROPERTY, GatewayPlan.class);
    return plan.decision()
        .map(
            decision ->
                Stream.concat(
                        replace(decision).stream(),
                        found(plan.key(), plan.isGatewayless()).stream())
                    .distinct()
                    .toList())
        .orElse(List.of());
  }

  /** Whether it is decided that there is no Gateway, as it would have no server. */
  boolean isGatewayless() {
    return gatewayless;
  }

  private List<ResourceKey> found(ResourceKey gateway, boolean none) {
    boolean isNews = none && !gatewayless;
    gatewayless = none;
    return isNews ? usersOf.apply(gateway).stream().map(ResourceKey::of).toList() : List.of();
  }

  /** What became of the claim of a SeldonDeployment; empty where it has none. */
  Optional<ClaimState> stateOf(SeldonDeployment deployment) {
    return TlsClaim.of(deployment, settings)
        .map(
            claim ->
                Optional.ofNullable(decided.get(ResourceKey.of(deployment)))
                    .filter(known -> known.claim().equals(claim))
                    .map(known -> new ClaimState(true, known.problem()))
                    .orElse(new ClaimState(false, Optional.empty())));
  }

  /**
   * What a SeldonDeployment claims. One that names its Secret in a way that is not allowed keeps
   * what it had, as it keeps its routes.
   */
  Optional<TlsClaim> claim(SeldonDeployment deployment) {
    if (!Planner.isServed(deployment, controllerId)
        || deployment.annotation(Annotations.ISTIO_TLS_SECRET).isEmpty()) {
      return Optional.empty();
    }
    return TlsClaim.of(deployment, settings)
        .or(() -> Optional.ofNullable(decided.get(ResourceKey.of(deployment))).map(Decided::claim));
  }

  private List<ResourceKey> replace(TlsDecision decision) {
    Map<ResourceKey, Decided> now = new HashMap<>();
    decision
        .claims()
        .forEach(
            (claim, problem) ->
                now.put(
                    new ResourceKey(claim.namespace(), claim.name()), new Decided(claim, problem)));
    Map<ResourceKey, Decided> before = decided;
    decided = now;
    Set<ResourceKey> changed = new HashSet<>(now.keySet());
    changed.removeIf(key -> now.get(key).equals(before.get(key)));
    return List.copyOf(changed);
  }

  /**
   * The Gateway that this controller keeps, because of another one: that may serve a host which a
   * Secret asks for, or not any more.
   *
   * @param namespace the header CamelKubernetesNamespaceName
   * @param name the header CamelKubernetesInformerName
   * @return its key, or an empty list, as the new body; empty also where it is the one itself
   */
  public List<ResourceKey> beside(
      @Header(KubernetesInformerConstants.NAMESPACE) String namespace,
      @Header(KubernetesInformerConstants.NAME) String name) {
    ResourceKey other = new ResourceKey(namespace, name);
    return gateway().stream().filter(kept -> !kept.equals(other)).toList();
  }

  /** The key of the Gateway that this controller keeps; an empty list where it keeps none. */
  public List<ResourceKey> gateway() {
    return settings.tlsPolicy().stream()
        .map(policy -> policy.gateway().split("/", 2))
        .map(parts -> new ResourceKey(parts[0], parts[1]))
        .toList();
  }
}
