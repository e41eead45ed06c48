package io.seldoningress.istio;

import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that routes are made of.
 *
 * @param deployment one in which the checks found nothing
 * @param settings what the routes of all have in common
 * @param readiness who answers
 * @param ports the ports of its predictors
 * @param sidecars whether only sidecars follow the routes
 */
record Routing(
    SeldonDeployment deployment,
    RoutingSettings settings,
    Readiness readiness,
    PortAssignment ports,
    boolean sidecars) {

  static Routing of(SeldonDeployment deployment, RoutingSettings settings, Readiness readiness) {
    return new Routing(
        deployment, settings, readiness, PortAssignment.of(deployment, settings), false);
  }

  /** The same for sidecars only. */
  Routing ofSidecars() {
    return new Routing(deployment, settings, readiness, ports, true);
  }

  /** The port of a predictor for requests of a protocol. */
  int port(Predictor predictor, Protocol protocol) {
    return protocol.port(ports.ports(predictor).orElseThrow());
  }

  /**
   * Whether a predictor may be sent requests that are not for it alone. With none of those ready
   * that have shares it is as with all of them, as for shares themselves.
   */
  boolean isOpen(Predictor predictor) {
    return readiness.isReady(predictor)
        || live().stream().filter(one -> one.traffic() > 0).noneMatch(readiness::isReady);
  }

  List<Predictor> live() {
    return deployment.predictors().stream().filter(Predictor::live).toList();
  }

  List<Predictor> shadows() {
    return deployment.predictors().stream().filter(Predictor::shadow).toList();
  }

  /** Those that have an explainer. */
  Stream<Predictor> explained() {
    return deployment.predictors().stream().filter(one -> one.explainer().isPresent());
  }
}
