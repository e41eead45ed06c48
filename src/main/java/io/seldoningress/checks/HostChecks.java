package io.seldoningress.checks;

import io.seldoningress.istio.Gateways;
import io.seldoningress.istio.Hosts;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.stream.Stream;

/** Rules for {@code seldon.io/istio-host}, after Istio's validation of VirtualServices. */
final class HostChecks {

  private HostChecks() {}

  static Stream<Finding> allowed(SeldonDeployment deployment) {
    return Hosts.of(deployment).stream()
        .filter(host -> !Hosts.isHost(host))
        .map(host -> finding(deployment, host, Hosts.ALLOWED));
  }

  /** Istio refuses an object with two hosts of which one covers the other. */
  static Stream<Finding> distinct(SeldonDeployment deployment) {
    List<String> hosts = Hosts.of(deployment).stream().filter(Hosts::isHost).toList();
    return Hosts.covered(hosts).stream()
        .distinct()
        .map(host -> finding(deployment, host, "hosts that no other one in the list covers"));
  }

  /** For sidecars the host {@code *} would be every request in the mesh. */
  static Stream<Finding> noWildcardInMesh(SeldonDeployment deployment, RoutingSettings settings) {
    boolean inMesh =
        Hosts.ofMesh(deployment).isEmpty()
            && Gateways.of(deployment, settings).contains(Gateways.MESH);
    return Hosts.of(deployment).stream()
        .filter(host -> inMesh && host.equals(Hosts.ANY))
        .map(
            host ->
                finding(
                    deployment,
                    host,
                    "DNS names, as one of the gateways is 'mesh' and seldon.io/istio-mesh-host has none for it"))
        .limit(1);
  }

  private static Finding finding(SeldonDeployment deployment, String host, String allowed) {
    return new Finding(deployment.annotationPath(Annotations.ISTIO_HOST), host, allowed);
  }
}
