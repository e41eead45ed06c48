package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.seldon.SeldonDeployments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewaysTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"own", "mesh", "istio-system/seldon-gateway", "gw.models.svc.cluster.local"})
  void theseAreGateways(String text) {
    assertThat(Gateways.isName(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a/", "/a", "a/b/c", "A", "a b", "a/b.c", "a.b/c", "*", "./a"})
  void theseAreNone(String text) {
    assertThat(Gateways.isName(text)).isFalse();
  }

  @Test
  void theSettingIsForDeploymentsThatNameNone() {
    RoutingSettings settings = RoutingSettings.defaults();

    assertThat(Gateways.of(SeldonDeployments.withSpec(""), settings))
        .containsExactly("istio-system/seldon-gateway");
    assertThat(
            Gateways.of(SeldonDeployments.annotated("seldon.io/istio-gateway", "a, b,a"), settings))
        .containsExactly("a", "b");
  }
}
