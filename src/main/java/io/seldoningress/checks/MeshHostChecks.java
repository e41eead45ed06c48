package io.seldoningress.checks;

import io.seldoningress.annotation.HostAnnotations;
import io.seldoningress.istio.Binding;
import io.seldoningress.istio.Hosts;
import io.seldoningress.istio.MeshHost;
import io.seldoningress.istio.Names;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules for hosts that sidecars have routes for: {@code seldon.io/istio-mesh-host}, and {@code
 * seldon.io/istio-host} where {@code mesh} is one of the gateways. A VirtualService takes all
 * requests for its hosts from sidecars of every namespace.
 */
final class MeshHostChecks {

  private static final String ALLOWED =
      "a comma list of DNS names such as models.internal.example.com, without '*' alone";

  private MeshHostChecks() {}

  static Stream<Finding> allowed(SeldonDeployment deployment) {
    return Hosts.ofMesh(deployment).stream()
        .filter(host -> host.equals(Hosts.ANY) || !Hosts.isHost(host))
        .map(host -> finding(deployment, host, ALLOWED));
  }

  /** Istio refuses an object with two hosts of which one covers the other. */
  static Stream<Finding> distinct(SeldonDeployment deployment) {
    List<String> hosts = Hosts.ofMesh(deployment).stream().filter(Hosts::isHost).toList();
    return Hosts.covered(hosts).stream()
        .distinct()
        .map(host -> finding(deployment, host, "hosts that no other one in the list covers"));
  }

  /** Hosts that nobody has routes for would mislead their reader. */
  static Stream<Finding> hostsUsed(SeldonDeployment deployment, RoutingSettings settings) {
    boolean unused = Binding.all(deployment, settings).stream().allMatch(Binding::inMesh);
    return deployment.annotation(Annotations.ISTIO_HOST).stream()
        .filter(host -> unused && !Hosts.ofMesh(deployment).isEmpty())
        .map(
            host ->
                new Finding(
                    deployment.annotationPath(Annotations.ISTIO_HOST),
                    host,
                    "nothing, as 'mesh' is the only gateway and seldon.io/istio-mesh-host says its hosts"));
  }

  /** Whoever is not asked for by their own name keeps his requests. */
  static Stream<Finding> nobodyElses(SeldonDeployment deployment, RoutingSettings settings) {
    Set<String> own = services(deployment);
    return Binding.all(deployment, settings).stream()
        .filter(Binding::inMesh)
        .flatMap(binding -> binding.hosts().stream())
        .filter(host -> Hosts.isHost(host) && !host.equals(Hosts.ANY))
        .flatMap(host -> nobodyElses(deployment, settings, own, host).stream());
  }

  private static Optional<Finding> nobodyElses(
      SeldonDeployment deployment, RoutingSettings settings, Set<String> own, String host) {
    String namespace = deployment.namespace();
    return new MeshHost(host, settings.clusterDomain())
        .target(namespace)
        .flatMap(
            target -> {
              if (!target.namespace().equals(namespace)) {
                return Optional.of(
                    "for 'mesh' a name of three labels or more outside of the cluster, or a Service of namespace '%s'; this may be somebody else's Service"
                        .formatted(namespace));
              }
              return target.service().isEmpty() || own.contains(target.service())
                  ? Optional.of(
                      "for 'mesh' no Service of its own predictors and explainers, as whoever calls it by other paths would get 404")
                  : Optional.empty();
            })
        .map(allowed -> finding(deployment, host, allowed));
  }

  private static Set<String> services(SeldonDeployment deployment) {
    return deployment.predictors().stream()
        .flatMap(
            one ->
                Stream.of(Names.predictorKey(deployment, one), Names.explainerKey(deployment, one)))
        .collect(Collectors.toSet());
  }

  private static Finding finding(SeldonDeployment deployment, String host, String allowed) {
    boolean apart = !Hosts.ofMesh(deployment).isEmpty();
    String annotation = apart ? HostAnnotations.MESH_HOST.name() : Annotations.ISTIO_HOST;
    return new Finding(deployment.annotationPath(annotation), host, allowed);
  }
}
