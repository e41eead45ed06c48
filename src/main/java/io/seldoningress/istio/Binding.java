package io.seldoningress.istio;

import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;

/**
 * Where routes are in force. Each binding has a VirtualService of its own.
 *
 * @param gateways Gateways and {@code mesh}, as a VirtualService names them
 * @param hosts the hosts
 */
record Binding(List<String> gateways, List<String> hosts) {

  /** All bindings of a SeldonDeployment; its explainers have the same. */
  static List<Binding> all(SeldonDeployment deployment, RoutingSettings settings) {
    return List.of(new Binding(Gateways.of(deployment, settings), Hosts.of(deployment)));
  }
}
