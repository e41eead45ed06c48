package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicy;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.DestinationRuleBuilder;
import io.seldoningress.annotation.ObjectAnnotations;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes DestinationRules: one for each predictor, shadows too, and one for each explainer. */
final class DestinationRules {

  private DestinationRules() {}

  static DestinationRule makeForPredictor(
      SeldonDeployment deployment, Predictor predictor, RoutingSettings settings) {
    String name = Names.predictorKey(deployment, predictor);
    TrafficPolicy policy = TrafficPolicies.ofPredictor(deployment, predictor, settings);
    return make(deployment, predictor, settings, name, Optional.of(policy));
  }

  static DestinationRule makeForExplainer(
      SeldonDeployment deployment, Predictor predictor, RoutingSettings settings) {
    Optional<TrafficPolicy> policy = TrafficPolicies.ofExplainer(deployment, predictor, settings);
    String name = Names.explainerKey(deployment, predictor);
    return make(deployment, predictor, settings, name, policy);
  }

  private static DestinationRule make(
      SeldonDeployment deployment,
      Predictor predictor,
      RoutingSettings settings,
      String name,
      Optional<TrafficPolicy> policy) {
    return new DestinationRuleBuilder()
        .withMetadata(Ownership.metadata(deployment, name))
        .withNewSpec()
        .withHost(Destinations.host(name, deployment, settings))
        .addNewSubset()
        .withName(predictor.name())
        .withLabels(Map.of("version", predictor.version()))
        .endSubset()
        .withTrafficPolicy(policy.orElse(null))
        .withExportTo(ObjectAnnotations.EXPORT_TO.of(deployment).orElse(List.of()))
        .endSpec()
        .build();
  }
}
