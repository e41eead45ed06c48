package io.seldoningress.reconcile;

import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.security.v1.AuthorizationPolicy;
import io.fabric8.istio.api.security.v1.RequestAuthentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.component.apply.Contests;
import io.seldoningress.component.apply.KubernetesApplyComponent;
import io.seldoningress.component.apply.WriteCondition;
import java.util.function.Predicate;
import org.apache.camel.Exchange;

/**
 * No VirtualService is written before what says who may call is in the cluster, whatever the routes
 * do: those that a user edited may be older than access, and lack the steps that write it.
 */
public final class ClosedBeforeRouted implements WriteCondition {

  private final Predicate<HasMetadata> isApplied;
  private final Predicate<HasMetadata> isContested;

  /**
   * @param apply knows what is in the cluster
   * @param contests what somebody else keeps changing back; that is told by the step {@code
   *     contestedObjects}
   */
  public ClosedBeforeRouted(KubernetesApplyComponent apply, Contests contests) {
    this(apply::isApplied, object -> contests.of(object).isPresent());
  }

  ClosedBeforeRouted(Predicate<HasMetadata> isApplied, Predicate<HasMetadata> isContested) {
    this.isApplied = isApplied;
    this.isContested = isContested;
  }

  @Override
  public void check(HasMetadata desired, Exchange exchange) {
    if (!HasMetadata.getKind(VirtualService.class).equals(desired.getKind())) {
      return;
    }
    Plan plan = exchange.getProperty(Plan.PROPERTY, Plan.class);
    if (plan == null) {
      throw new IllegalStateException(
          "the exchange has lost its property plan, which says who may call: with access.enabled no VirtualService is written without it");
    }
    plan.desired().stream()
        .filter(ClosedBeforeRouted::saysWhoMayCall)
        .filter(one -> !isApplied.test(one) && !isContested.test(one))
        .findFirst()
        .ifPresent(
            missing -> {
              throw new IllegalStateException(describe(missing));
            });
  }

  private static boolean saysWhoMayCall(HasMetadata object) {
    return object instanceof AuthorizationPolicy || object instanceof RequestAuthentication;
  }

  private static String describe(HasMetadata missing) {
    return "%s %s/%s is not written as it shall be, so no route is: routes/reconcile.yaml lacks the split over body.%s before that over body.virtualServices"
        .formatted(
            missing.getKind(),
            missing.getMetadata().getNamespace(),
            missing.getMetadata().getName(),
            missing instanceof AuthorizationPolicy
                ? "authorizationPolicies"
                : "requestAuthentications");
  }
}
