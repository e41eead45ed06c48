package io.seldoningress.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnknownAnnotationsTest {

  @Test
  void whatIsMistypedIsToldWithWhatWasMeant() {
    SeldonDeployment deployment =
        SeldonDeployments.fromYaml(
            """
            apiVersion: machinelearning.seldon.io/v1
            kind: SeldonDeployment
            metadata:
              name: income
              namespace: models
              annotations: {seldon.io/istio-retrys: "2", seldon.io/engine-log: x, other/istio-x: y}
            spec:
              predictors:
                - name: main
                  annotations: {seldon.io/istio-zzzzzzzzzzzz: "1", seldon.io/svc-name: a}
            """);

    assertThat(UnknownAnnotations.in(deployment))
        .containsExactly(
            "metadata.annotations[seldon.io/istio-retrys] is not known (seldon.io/istio-retries?)",
            "spec.predictors[0].annotations[seldon.io/istio-zzzzzzzzzzzz] is not known");
  }

  @Test
  void ofThousandsTheFirstAreTold() {
    String annotations =
        IntStream.range(1_000, 3_000)
            .mapToObj("seldon.io/istio-unknown-%d: x"::formatted)
            .collect(Collectors.joining(", "));
    SeldonDeployment deployment =
        SeldonDeployments.withSpec(
            "annotations: {%s}, predictors: [{name: a}]".formatted(annotations));

    assertThat(UnknownAnnotations.in(deployment))
        .hasSize(10)
        .allMatch(one -> one.startsWith("spec.annotations[seldon.io/istio-unknown-100"));
  }
}
