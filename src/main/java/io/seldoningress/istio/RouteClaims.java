package io.seldoningress.istio;

import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The claims of a SeldonDeployment: for each gateway and host of its bindings the paths of its
 * predictors and of its explainers. Requests for gRPC are told apart by its name, so nobody else
 * wants them.
 */
public final class RouteClaims {

  /** More than anybody has gateways, hosts and paths, and few enough to look each of them up. */
  public static final int MAX = 500;

  private RouteClaims() {}

  /**
   * What a SeldonDeployment claims, also a broken one, as far as claims can be made of it. Never
   * throws.
   *
   * @return in order; {@link #MAX} and one where there are more
   */
  public static NavigableSet<RouteClaim> of(SeldonDeployment deployment, RoutingSettings settings) {
    NavigableSet<RouteClaim> claims = new TreeSet<>();
    Stream<RouteClaim> all =
        Binding.all(deployment, settings).stream()
            .flatMap(binding -> ofBinding(binding, deployment, settings));
    all.takeWhile(claim -> claims.size() <= MAX).forEach(claims::add);
    return claims;
  }

  /** Under which keys a SeldonDeployment is found; none where it claims too much. */
  public static List<String> indexKeys(SeldonDeployment deployment, RoutingSettings settings) {
    NavigableSet<RouteClaim> claims = of(deployment, settings);
    return claims.size() > MAX ? List.of() : indexKeys(claims.stream());
  }

  /** Under which keys somebody with these claims is found. */
  public static List<String> indexKeys(Stream<RouteClaim> claims) {
    return claims.flatMap(claim -> claim.indexKeys().stream()).distinct().toList();
  }

  private static Stream<RouteClaim> ofBinding(
      Binding binding, SeldonDeployment deployment, RoutingSettings settings) {
    return binding.gateways().stream()
        .filter(Gateways::isName)
        .flatMap(
            gateway ->
                binding.hosts().stream()
                    .filter(Hosts::isHost)
                    .map(host -> Hosts.full(host, deployment.namespace(), settings))
                    .flatMap(host -> onHost(gateway, host, deployment)));
  }

  private static Stream<RouteClaim> onHost(
      String gateway, String host, SeldonDeployment deployment) {
    if (gateway.equals(Gateways.MESH)) {
      return Stream.of(RouteClaim.inMesh(host));
    }
    String name = GatewayName.of(gateway, deployment.namespace()).toString();
    return paths(deployment).map(path -> RouteClaim.prefix(name, host, path));
  }

  private static Stream<String> paths(SeldonDeployment deployment) {
    return Stream.concat(
        Paths.ofPredictors(deployment).stream(),
        deployment.predictors().stream()
            .filter(predictor -> predictor.explainer().isPresent())
            .flatMap(predictor -> Paths.ofExplainer(deployment, predictor).stream()));
  }
}
