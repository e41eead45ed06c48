package io.seldoningress.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyAnnotationsTest {

  @Test
  void ofThousandsOfMistypedAccessAnnotationsSomeAreFound() {
    String annotations =
        IntStream.range(1_000, 3_000)
            .mapToObj("seldon.io/istio-access-%d: x"::formatted)
            .collect(Collectors.joining(", "));
    SeldonDeployment deployment =
        SeldonDeployments.withSpec(
            "annotations: {%s}, predictors: [{name: a}]".formatted(annotations));

    List<Finding> found = AccessChecks.known(deployment).toList();

    assertThat(found).hasSize(AccessChecks.MAX);
  }

  @Test
  void anAccessAnnotationWithALetterWrongIsFound() {
    SeldonDeployment deployment = SeldonDeployments.annotated("seldon.io/istio-acess-issuers", "x");

    assertThat(AccessChecks.known(deployment)).hasSize(1);
  }

  @Test
  void headersOfAllAreComparedWithThoseOfAPredictor() {
    SeldonDeployment deployment =
        SeldonDeployments.withSpec(
            "annotations: {seldon.io/istio-request-headers-set: 'x-a: b'}, predictors: [{name: a}, {name: b, annotations: {seldon.io/istio-request-headers-remove: 'x-b,X-A'}}]");

    assertThat(HeaderChecks.eitherSetOrRemoved(deployment))
        .extracting(Finding::message)
        .containsExactly(
            "spec.predictors[1].annotations[seldon.io/istio-request-headers-remove]: 'X-A' is not allowed; allowed: headers that are either set or removed");
  }
}
