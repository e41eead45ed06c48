package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsHTTPSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsHTTPSettingsBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsHTTPSettingsH2UpgradePolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsTCPSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ConnectionPoolSettingsTCPSettingsBuilder;
import io.seldoningress.annotation.ConnectionAnnotations;
import io.seldoningress.annotation.Durations;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.time.Duration;
import java.util.Optional;

/** Makes the connection pools of predictors. */
final class ConnectionPools {

  /**
   * Shorter than what model servers close idle connections after, so that none is used as it
   * closes.
   */
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  private ConnectionPools() {}

  static ConnectionPoolSettings of(SeldonDeployment deployment, Predictor predictor) {
    return new ConnectionPoolSettingsBuilder()
        .withHttp(http(deployment, predictor))
        .withTcp(tcp(deployment, predictor).orElse(null))
        .build();
  }

  private static ConnectionPoolSettingsHTTPSettings http(
      SeldonDeployment deployment, Predictor predictor) {
    Duration idle =
        ConnectionAnnotations.IDLE_TIMEOUT.of(deployment, predictor).orElse(IDLE_TIMEOUT);
    return new ConnectionPoolSettingsHTTPSettingsBuilder()
        .withHttp1MaxPendingRequests(
            ConnectionAnnotations.MAX_PENDING_REQUESTS.of(deployment, predictor).orElse(null))
        .withHttp2MaxRequests(
            ConnectionAnnotations.MAX_REQUESTS.of(deployment, predictor).orElse(null))
        .withMaxRequestsPerConnection(
            ConnectionAnnotations.MAX_REQUESTS_PER_CONNECTION
                .of(deployment, predictor)
                .orElse(null))
        .withMaxRetries(ConnectionAnnotations.MAX_RETRIES.of(deployment, predictor).orElse(null))
        .withIdleTimeout(Durations.text(idle))
        .withH2UpgradePolicy(
            ConnectionAnnotations.H2_UPGRADE
                .of(deployment, predictor)
                .map(ConnectionPoolSettingsHTTPSettingsH2UpgradePolicy::valueOf)
                .orElse(null))
        .build();
  }

  private static Optional<ConnectionPoolSettingsTCPSettings> tcp(
      SeldonDeployment deployment, Predictor predictor) {
    Optional<Integer> connections = ConnectionAnnotations.MAX_CONNECTIONS.of(deployment, predictor);
    Optional<Duration> timeout = ConnectionAnnotations.CONNECT_TIMEOUT.of(deployment, predictor);
    return connections.isEmpty() && timeout.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ConnectionPoolSettingsTCPSettingsBuilder()
                .withMaxConnections(connections.orElse(null))
                .withConnectTimeout(timeout.map(Durations::text).orElse(null))
                .build());
  }
}
