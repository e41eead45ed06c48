package io.seldoningress.checks;

import io.seldoningress.istio.PortAssignment;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.istio.ServicePorts;
import io.seldoningress.seldon.GraphNode;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.stream.Stream;

/** Rules for ports. */
final class PortChecks {

  private PortChecks() {}

  /** Without a service orchestrator there must be a container to call. */
  static Stream<Finding> containerFound(SeldonDeployment deployment, RoutingSettings settings) {
    PortAssignment assignment = PortAssignment.of(deployment, settings);
    return deployment.predictors().stream()
        .filter(predictor -> assignment.ports(predictor).isEmpty())
        .map(PortChecks::notFound);
  }

  static Stream<Finding> containerPorts(SeldonDeployment deployment, RoutingSettings settings) {
    PortAssignment assignment = PortAssignment.of(deployment, settings);
    return deployment.predictors().stream()
        .flatMap(
            predictor ->
                assignment.ports(predictor).stream()
                    .flatMap(ports -> Stream.of(ports.http(), ports.grpc()))
                    .filter(port -> !ServicePorts.isPort(port))
                    .map(port -> wrongPort(predictor, port)));
  }

  static Stream<Finding> explainerPort(SeldonDeployment deployment, RoutingSettings settings) {
    return deployment.predictors().stream()
        .flatMap(
            predictor ->
                predictor.explainer().stream()
                    .map(explainer -> PortAssignment.explainerPort(explainer, settings))
                    .filter(port -> !ServicePorts.isPort(port))
                    .map(
                        port ->
                            new Finding(
                                predictor.path("explainer.endpoint.service_port"),
                                String.valueOf(port),
                                ServicePorts.ALLOWED)));
  }

  private static Finding notFound(Predictor predictor) {
    String name = predictor.graph().stream().map(GraphNode::name).findFirst().orElse("");
    return new Finding(
        predictor.path("graph.name"),
        name,
        "the name of a container in componentSpecs, as seldon.io/no-engine has it called itself");
  }

  private static Finding wrongPort(Predictor predictor, int port) {
    return new Finding(
        predictor.path("componentSpecs"),
        String.valueOf(port),
        ServicePorts.ALLOWED
            + " for the ports http and grpc of the container that the graph names");
  }
}
