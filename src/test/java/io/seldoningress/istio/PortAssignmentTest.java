package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The usual cases are in the folders {@code no-engine*} of the cases. */
class PortAssignmentTest {

  private static final String DIRECT = "annotations: {seldon.io/no-engine: \"true\"}";

  @Test
  void ofSeveralNodesTheLastContainerIsCalled() {
    assertThat(
            ports(
                "{%s, graph: {name: a, children: [{name: b}]}, componentSpecs: [%s, %s]}"
                    .formatted(DIRECT, container("a"), container("b"))))
        .contains(new ServicePorts(9001, 9501));
  }

  @Test
  void containersOfTheOperatorAreNeverCalled() {
    for (String own : new String[] {"tfserving", "seldon-container-engine"}) {
      assertThat(
              ports(
                  "{%s, graph: {name: %s}, componentSpecs: [%s]}"
                      .formatted(DIRECT, own, container(own))))
          .isEmpty();
    }
  }

  @Test
  void withoutAContainerOfTheNodesNameNoneIsCalled() {
    assertThat(
            ports("{%s, graph: {name: a}, componentSpecs: [%s]}".formatted(DIRECT, container("b"))))
        .isEmpty();
    assertThat(ports("{%s}".formatted(DIRECT))).isEmpty();
    assertThat(ports("{%s, componentSpecs: [%s]}".formatted(DIRECT, container("")))).isEmpty();
  }

  @Test
  void graphsThatTheOrchestratorRunsItselfHaveNoContainer() {
    assertThat(ports("{%s, graph: {name: a, implementation: SIMPLE_MODEL}}".formatted(DIRECT)))
        .isEmpty();
  }

  @Test
  void aPrepackagedServerWithAContainerIsCountedOnce() {
    assertThat(
            ports(
                "{%s, graph: {name: a, implementation: SKLEARN_SERVER}, componentSpecs: [%s, %s]}"
                    .formatted(DIRECT, container("a"), container("b"))))
        .contains(new ServicePorts(9000, 9500));
  }

  @Test
  void anyOtherTextLeavesTheOrchestratorIn() {
    for (String other : new String[] {"false", "yes", "", " true"}) {
      assertThat(ports("{annotations: {seldon.io/no-engine: \"%s\"}}".formatted(other)))
          .contains(new ServicePorts(8000, 5001));
    }
  }

  private static String container(String name) {
    return "{spec: {containers: [{name: \"%s\"}]}}".formatted(name);
  }

  private static Optional<ServicePorts> ports(String predictor) {
    SeldonDeployment deployment = SeldonDeployments.withPredictors(predictor);
    return PortAssignment.of(deployment, RoutingSettings.defaults())
        .ports(deployment.predictors().get(0));
  }
}
