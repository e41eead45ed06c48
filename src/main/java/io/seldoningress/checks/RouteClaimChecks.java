package io.seldoningress.checks;

import io.seldoningress.annotation.HostAnnotations;
import io.seldoningress.istio.Binding;
import io.seldoningress.istio.Gateways;
import io.seldoningress.istio.Hosts;
import io.seldoningress.istio.RouteClaim;
import io.seldoningress.istio.RouteClaims;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rules for all that a SeldonDeployment wants routed to it. */
final class RouteClaimChecks {

  private RouteClaimChecks() {}

  /** Each is looked up among those of all others. */
  static Stream<Finding> bounded(SeldonDeployment deployment, RoutingSettings settings) {
    return Stream.of(
            shortList(
                deployment,
                Annotations.ISTIO_GATEWAY,
                Gateways.of(deployment, settings),
                "gateways"),
            shortList(deployment, Annotations.ISTIO_HOST, Hosts.of(deployment), "hosts"),
            shortList(
                deployment, HostAnnotations.MESH_HOST.name(), Hosts.ofMesh(deployment), "hosts"),
            fewClaims(deployment, RouteClaims.of(deployment, settings)))
        .flatMap(findings -> findings);
  }

  private static Stream<Finding> shortList(
      SeldonDeployment deployment, String annotation, List<String> list, String what) {
    return list.size() > Binding.MOST
        ? Stream.of(
            new Finding(
                deployment.annotationPath(annotation),
                "more than " + Binding.MOST,
                "at most %d %s".formatted(Binding.MOST, what)))
        : Stream.empty();
  }

  private static Stream<Finding> fewClaims(SeldonDeployment deployment, Set<RouteClaim> claims) {
    if (claims.size() > RouteClaims.MAX) {
      return Stream.of(
          finding(
              deployment,
              RouteClaims.MAX,
              "combinations of a gateway, a host and a path of predictors or of an explainer"));
    }
    return RouteClaims.segments(claims) > RouteClaims.MAX_SEGMENTS
        ? Stream.of(
            finding(
                deployment,
                RouteClaims.MAX_SEGMENTS,
                "segments of paths, counted again for each gateway and host"))
        : Stream.empty();
  }

  private static Finding finding(SeldonDeployment deployment, int most, String what) {
    return new Finding(
        deployment.annotationPath(Annotations.ISTIO_HOST),
        "more than " + most,
        "at most %d %s".formatted(most, what));
  }
}
