package io.seldoningress.istio;

import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where routes are in force. Istio refuses one VirtualService with {@code mesh} and the host {@code
 * *}, so sidecars can have a binding of their own.
 *
 * @param gateways Gateways and {@code mesh}, as a VirtualService names them
 * @param hosts the hosts
 */
public record Binding(List<String> gateways, List<String> hosts) {

  /** More gateways, or hosts, than anybody has in one list; annotations may be of any length. */
  public static final int MOST = 100;

  public Binding {
    gateways = List.copyOf(gateways);
    hosts = List.copyOf(hosts);
  }

  /** All bindings of a SeldonDeployment; its explainers have the same. */
  public static List<Binding> all(SeldonDeployment deployment, RoutingSettings settings) {
    return Stream.of(annotated(deployment, settings), ofMesh(deployment))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The gateways and hosts that are annotated. Where sidecars have hosts of their own {@code mesh}
   * is none of the gateways; with no other left this is empty.
   */
  static Optional<Binding> annotated(SeldonDeployment deployment, RoutingSettings settings) {
    boolean apart = !Hosts.ofMesh(deployment).isEmpty();
    List<String> gateways =
        Gateways.of(deployment, settings).stream()
            .filter(name -> !(apart && name.equals(Gateways.MESH)))
            .toList();
    return gateways.isEmpty()
        ? Optional.empty()
        : Optional.of(new Binding(gateways, Hosts.of(deployment)));
  }

  /** The sidecars, for hosts of their own; empty where none are annotated. */
  static Optional<Binding> ofMesh(SeldonDeployment deployment) {
    List<String> hosts = Hosts.ofMesh(deployment);
    return hosts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Binding(List.of(Gateways.MESH), hosts));
  }

  /** Whether sidecars follow it. */
  public boolean inMesh() {
    return gateways.contains(Gateways.MESH);
  }
}
