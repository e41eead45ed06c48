package io.seldoningress.istio;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.annotation.AccessAnnotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All Istio objects of a SeldonDeployment. */
public final class IstioRoutes {

  private static final Comparator<HasMetadata> BY_NAME =
      Comparator.comparing(object -> object.getMetadata().getName());

  private IstioRoutes() {}

  /**
   * Makes the objects that shall exist.
   *
   * @param deployment one in which the checks found nothing
   * @param readiness which of its predictors have nobody who answers
   * @return the order to write them in: who may call, so that no route is open before; then
   *     DestinationRules by name and VirtualServices by name, as a VirtualService that names a
   *     subset before it exists answers 503
   */
  public static List<HasMetadata> make(
      SeldonDeployment deployment, RoutingSettings settings, Readiness readiness) {
    Routing routing = Routing.of(deployment, settings, readiness);
    return Stream.of(
            access(deployment, settings),
            destinationRules(deployment, settings).sorted(BY_NAME),
            VirtualServices.all(routing).sorted(BY_NAME))
        .<HasMetadata>flatMap(objects -> objects)
        .toList();
  }

  /** How tokens are verified goes before the policy that asks for them. */
  private static Stream<HasMetadata> access(SeldonDeployment deployment, RoutingSettings settings) {
    return settings.access().stream()
        .filter(policy -> AccessAnnotations.isUsed(deployment))
        .flatMap(
            policy ->
                Stream.concat(
                    RequestAuthentications.make(deployment, policy),
                    Stream.of(AuthorizationPolicies.make(deployment, policy))));
  }

  /** As {@link #make(SeldonDeployment, RoutingSettings, Readiness)}, with everybody ready. */
  public static List<HasMetadata> make(SeldonDeployment deployment, RoutingSettings settings) {
    return make(deployment, settings, Readiness.ALL);
  }

  private static Stream<DestinationRule> destinationRules(
      SeldonDeployment deployment, RoutingSettings settings) {
    return Stream.concat(
        deployment.predictors().stream()
            .map(one -> DestinationRules.makeForPredictor(deployment, one, settings)),
        deployment.predictors().stream()
            .filter(one -> one.explainer().isPresent())
            .map(one -> DestinationRules.makeForExplainer(deployment, one, settings)));
  }
}
