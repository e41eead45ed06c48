package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingSettingsTest {

  @Test
  void theDefaultsAreThoseOfTheOperatorAndItsChart() {
    assertThat(RoutingSettings.defaults())
        .isEqualTo(
            new RoutingSettings(
                "istio-system/seldon-gateway",
                Optional.empty(),
                8000,
                5001,
                9000,
                9500,
                9000,
                "cluster.local"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 8000, cluster.local, gateway: ''",
    "'a,,b', 8000, cluster.local, 'gateway: ''a,,b'''",
    "A/b, 8000, cluster.local, gateway: 'A/b'",
    "a, 0, cluster.local, executorHttpPort: 0",
    "a, 65536, cluster.local, executorHttpPort: 65536",
    "a, 8000, .local, clusterDomain: '.local'"
  })
  void wrongSettingsAreRefusedByName(String gateway, int port, String domain, String message) {
    assertThatThrownBy(
            () ->
                new RoutingSettings(
                    gateway, Optional.empty(), port, 5001, 9000, 9500, 9000, domain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("allowed:");
  }
}
