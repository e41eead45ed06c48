package io.seldoningress.reconcile;

import io.seldoningress.gateway.GatewayExcerpt;
import io.seldoningress.istio.Binding;
import io.seldoningress.istio.GatewayName;
import io.seldoningress.istio.Gateways;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether clients reach the routes of a SeldonDeployment through its Gateways. Pure. */
final class Reachability {

  private Reachability() {}

  /** What keeps them from it; empty where nothing is known to. */
  static List<Refusal> obstacles(
      Snapshot snapshot, SeldonDeployment deployment, RoutingSettings settings) {
    Map<String, GatewayName> named = Gateways.named(deployment, settings);
    return Stream.of(
            missing(snapshot, named),
            unserved(snapshot, deployment, settings, named),
            snapshot.claim().flatMap(ClaimState::problem).stream()
                .map(problem -> new Refusal(Reason.TLS_NOT_SERVED, problem)))
        .flatMap(found -> found)
        .toList();
  }

  private static Stream<Refusal> missing(Snapshot snapshot, Map<String, GatewayName> named) {
    return named.values().stream()
        .distinct()
        .filter(name -> snapshot.gateways().containsKey(name))
        .filter(name -> snapshot.gateways().get(name).isEmpty())
        .map(
            name ->
                new Refusal(
                    Reason.GATEWAY_NOT_FOUND,
                    "there is no Gateway %s in namespace %s"
                        .formatted(name.name(), name.namespace())));
  }

  /** A host is for nobody where every Gateway is known and none serves it; sidecars serve all. */
  private static Stream<Refusal> unserved(
      Snapshot snapshot,
      SeldonDeployment deployment,
      RoutingSettings settings,
      Map<String, GatewayName> named) {
    Map<GatewayName, Optional<GatewayExcerpt>> known = snapshot.gateways();
    if (!known.keySet().containsAll(named.values())
        || named.values().stream().allMatch(name -> known.get(name).isEmpty())) {
      return Stream.empty();
    }
    return Binding.all(deployment, settings).stream()
        .filter(binding -> !binding.inMesh())
        .flatMap(binding -> binding.hosts().stream())
        .filter(
            host ->
                named.values().stream()
                    .noneMatch(name -> serves(known.get(name), name, host, deployment)))
        .map(
            host ->
                new Refusal(
                    Reason.HOST_NOT_SERVED,
                    "no server of %s is for the host %s".formatted(told(named), host)));
  }

  private static boolean serves(
      Optional<GatewayExcerpt> gateway,
      GatewayName name,
      String host,
      SeldonDeployment deployment) {
    return gateway
        .filter(excerpt -> excerpt.serves(host, deployment.namespace(), name.namespace()))
        .isPresent();
  }

  private static String told(Map<String, GatewayName> named) {
    List<String> names = named.values().stream().map(GatewayName::toString).distinct().toList();
    return (names.size() == 1 ? "Gateway " : "the Gateways ") + String.join(", ", names);
  }
}
