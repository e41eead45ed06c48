package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.IsLoadBalancerSettingsConsistentHashLBHashKey;
import io.fabric8.istio.api.api.networking.v1alpha3.IsLoadBalancerSettingsLbPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHash;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBHTTPCookie_Builder;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBHttpCookie;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBHttpHeaderName;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBHttpQueryParameterName;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsConsistentHashLBUseSourceIp;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsSimple;
import io.fabric8.istio.api.api.networking.v1alpha3.LoadBalancerSettingsSimpleLB;
import io.seldoningress.annotation.Durations;
import io.seldoningress.annotation.HashKey;
import io.seldoningress.annotation.TrafficPolicyAnnotations;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.time.Duration;
import java.util.Optional;

/** Says which pod of a predictor a request goes to. */
final class LoadBalancers {

  private LoadBalancers() {}

  /** Empty where it is left to Istio. */
  static Optional<LoadBalancerSettings> of(SeldonDeployment deployment, Predictor predictor) {
    Balancing balancing = Balancing.of(deployment, predictor);
    Optional<Duration> warmup =
        TrafficPolicyAnnotations.WARMUP
            .of(deployment, predictor)
            .filter(unused -> balancing.warmsUp());
    Optional<IsLoadBalancerSettingsLbPolicy> policy = policy(balancing);
    return policy.isEmpty() && warmup.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LoadBalancerSettingsBuilder()
                .withLbPolicy(policy.orElse(null))
                // Istio 1.22 and 1.23 do not know its successor, warmup.duration.
                .withWarmupDurationSecs(warmup.map(Durations::text).orElse(null))
                .build());
  }

  private static Optional<IsLoadBalancerSettingsLbPolicy> policy(Balancing balancing) {
    Optional<IsLoadBalancerSettingsLbPolicy> hash = balancing.hash().map(LoadBalancers::hash);
    return hash.or(() -> balancing.algorithm().map(LoadBalancers::simple));
  }

  private static IsLoadBalancerSettingsLbPolicy simple(String algorithm) {
    return new LoadBalancerSettingsSimple(LoadBalancerSettingsSimpleLB.valueOf(algorithm));
  }

  private static IsLoadBalancerSettingsLbPolicy hash(HashKey key) {
    return new LoadBalancerSettingsConsistentHash(
        new LoadBalancerSettingsConsistentHashLBBuilder().withHashKey(hashKey(key)).build());
  }

  private static IsLoadBalancerSettingsConsistentHashLBHashKey hashKey(HashKey key) {
    return switch (key.part()) {
      case HEADER -> new LoadBalancerSettingsConsistentHashLBHttpHeaderName(key.name());
      case QUERY -> new LoadBalancerSettingsConsistentHashLBHttpQueryParameterName(key.name());
      case SOURCE_IP -> new LoadBalancerSettingsConsistentHashLBUseSourceIp(true);
      case COOKIE ->
          new LoadBalancerSettingsConsistentHashLBHttpCookie(
              new LoadBalancerSettingsConsistentHashLBHTTPCookie_Builder()
                  .withName(key.name())
                  .withTtl(key.lifetime().map(Durations::text).orElse(null))
                  .build());
    };
  }
}
