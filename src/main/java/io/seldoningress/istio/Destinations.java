package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.Destination;
import io.fabric8.istio.api.api.networking.v1alpha3.DestinationBuilder;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;

/** Where requests go to: hosts of Services and their subsets. */
final class Destinations {

  private Destinations() {}

  /**
   * The full DNS name of a Service beside the SeldonDeployment; short ones mislead in other
   * namespaces.
   */
  static String host(String service, SeldonDeployment deployment, RoutingSettings settings) {
    return service + "." + deployment.namespace() + ".svc." + settings.clusterDomain();
  }

  static Destination make(String host, Predictor predictor, int port) {
    return new DestinationBuilder()
        .withHost(host)
        .withSubset(predictor.name())
        .withNewPort()
        .withNumber((long) port)
        .endPort()
        .build();
  }
}
