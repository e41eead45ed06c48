package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.seldon.SeldonDeployments;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayNameTest {

  @ParameterizedTest
  @CsvSource({
    "own, models/own",
    "istio-system/gw, istio-system/gw",
    "models/gw, models/gw",
    "gw.istio-system, istio-system/gw",
    "gw.istio-system.svc.cluster.local, istio-system/gw"
  })
  void itIsReadAsIstioReadsIt(String text, String name) {
    assertThat(GatewayName.of(text, "models")).hasToString(name);
  }

  @Test
  void gatewaysInTheClusterAreNamedWithoutMeshAndWhatIsNoName() {
    assertThat(
            Gateways.named(
                SeldonDeployments.annotated(
                    "seldon.io/istio-gateway", "mesh,own,models/own,A,a/b/c,,x/y"),
                RoutingSettings.defaults()))
        .containsExactly(
            Map.entry("own", new GatewayName("models", "own")),
            Map.entry("models/own", new GatewayName("models", "own")),
            Map.entry("x/y", new GatewayName("x", "y")));
  }
}
