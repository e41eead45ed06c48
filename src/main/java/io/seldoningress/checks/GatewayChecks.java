package io.seldoningress.checks;

import io.seldoningress.istio.Gateways;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.stream.Stream;

/** Rules for {@code seldon.io/istio-gateway}. */
final class GatewayChecks {

  private GatewayChecks() {}

  static Stream<Finding> allowed(SeldonDeployment deployment, RoutingSettings settings) {
    String path = deployment.annotationPath(Annotations.ISTIO_GATEWAY);
    return Gateways.of(deployment, settings).stream()
        .filter(gateway -> !Gateways.isName(gateway))
        .map(gateway -> new Finding(path, gateway, Gateways.ALLOWED));
  }
}
