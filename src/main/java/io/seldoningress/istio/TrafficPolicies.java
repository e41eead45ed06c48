package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettingsBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.TrafficPolicyBuilder;
import io.seldoningress.annotation.TrafficPolicyAnnotations;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Optional;

/** Makes the traffic policies of DestinationRules, each part beside the others. */
final class TrafficPolicies {

  private TrafficPolicies() {}

  static TrafficPolicy ofPredictor(
      SeldonDeployment deployment, Predictor predictor, RoutingSettings settings) {
    return new TrafficPolicyBuilder()
        .withConnectionPool(ConnectionPools.of(deployment, predictor))
        .withOutlierDetection(OutlierDetections.of(deployment, predictor).orElse(null))
        .withLoadBalancer(LoadBalancers.of(deployment, predictor).orElse(null))
        .withTls(tls(deployment, predictor, settings).orElse(null))
        .build();
  }

  /**
   * An explainer gets few requests, each of which may take minutes: limits that are right for its
   * predictor would be wrong for it. It is called the same way.
   */
  static Optional<TrafficPolicy> ofExplainer(
      SeldonDeployment deployment, Predictor predictor, RoutingSettings settings) {
    return tls(deployment, predictor, settings)
        .map(tls -> new TrafficPolicyBuilder().withTls(tls).build());
  }

  private static Optional<ClientTLSSettings> tls(
      SeldonDeployment deployment, Predictor predictor, RoutingSettings settings) {
    return TrafficPolicyAnnotations.TLS_MODE
        .of(deployment, predictor)
        .map(TlsMode::parse)
        .or(settings::tlsMode)
        .map(mode -> new ClientTLSSettingsBuilder().withMode(mode.toIstio()).build());
  }
}
