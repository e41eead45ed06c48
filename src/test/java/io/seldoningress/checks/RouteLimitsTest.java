package io.seldoningress.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteLimitsTest {

  @ParameterizedTest
  @CsvSource({
    "istio-direct: 'true', 100, 0, ''",
    "istio-direct: 'true', 101, 0, 101 routes x (1 + 0 shadows)",
    "istio-direct: 'true', 5, 5, ''",
    "istio-direct: 'true', 10, 10, 20 routes x (1 + 10 shadows)",
    "istio-sticky-cookie: group, 50, 1, ''",
    "istio-sticky-cookie: group, 51, 1, 51 routes x (1 + 1 shadows)",
    "istio-direct: 'false', 1000, 1000, ''"
  })
  void thereAreOnlySoManyRoutes(String annotation, int live, int shadows, String value) {
    SeldonDeployment deployment =
        SeldonDeployments.withSpec(
            "annotations: {seldon.io/%s}, predictors: [%s, %s]"
                .formatted(
                    annotation,
                    predictors("p", live, ""),
                    predictors("s", shadows, ", shadow: true")));

    assertThat(
            RouteLimits.destinations(deployment).map(Finding::value).collect(Collectors.joining()))
        .isEqualTo(value);
  }

  @Test
  void thereAreOnlySoManyCharactersOfMatches() {
    String match =
        ", annotations: {seldon.io/istio-match: 'headers: {x-group: beta}"
            + " ".repeat(3_900)
            + "'}";

    assertThat(RouteLimits.matches(deployment(predictors("p", 5, match)))).isEmpty();
    assertThat(RouteLimits.matches(deployment(predictors("p", 6, match))))
        .extracting(Finding::path)
        .containsExactly("spec.predictors[*].annotations[seldon.io/istio-match]");
  }

  @Test
  void twoPredictorsDoNotMatchTheSame() {
    SeldonDeployment deployment =
        deployment(
            "{name: a, traffic: 100, annotations: {seldon.io/istio-match: 'headers: {x-group: beta}'}},"
                + " {name: b, annotations: {seldon.io/istio-match: '[{headers: {x-group: c}}, {headers: {x-group: {exact: beta}}}]'}}");

    assertThat(Checks.check(deployment, RoutingSettings.defaults()))
        .extracting(Finding::path)
        .containsExactly("spec.predictors[1].annotations[seldon.io/istio-match][1]");
  }

  private static SeldonDeployment deployment(String predictors) {
    return SeldonDeployments.withPredictors(predictors);
  }

  private static String predictors(String name, int count, String more) {
    List<String> all =
        IntStream.range(0, count).mapToObj(i -> "{name: %s%d%s}".formatted(name, i, more)).toList();
    return String.join(", ", all);
  }
}
