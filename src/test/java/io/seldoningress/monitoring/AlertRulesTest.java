package io.seldoningress.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each alert has to have; {@link AlertRulesIT} has what they do. */
class AlertRulesTest {

  /** The labels that the template of the chart replaces by those of the release. */
  private static final String OWN =
      "job=\"seldon-istio-ingress-metrics\",namespace=\"seldon-system\"";

  private static final Pattern SELECTOR = Pattern.compile("seldon_ingress_\\w+(\\{[^}]*})?");

  static Stream<JsonNode> alerts() {
    return MonitoringFiles.alerts().stream();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void itSaysWhatItMeansAndWhereItIsWrittenWhatToDo(JsonNode alert) throws IOException {
    String name = alert.path("alert").asText();
    JsonNode annotations = alert.path("annotations");

    assertThat(annotations.path("summary").asText()).isNotBlank();
    assertThat(annotations.path("description").asText()).isNotBlank();
    assertThat(annotations.path("runbook").asText())
        .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
    assertThat(Files.readAllLines(Path.of("docs", "operations.md"))).contains("### " + name);
    assertThat(alert.at("/labels/severity").asText()).isIn("warning", "critical");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void itLooksAtItsOwnReleaseOnly(JsonNode alert) {
    List<String> selectors =
        SELECTOR
            .matcher(alert.path("expr").asText())
            .results()
            .map(found -> String.valueOf(found.group(1)))
            .toList();

    assertThat(selectors).isNotEmpty().allSatisfy(one -> assertThat(one).contains(OWN));
  }

  @Test
  void eachHasATestInWhichItFiresAndOneInWhichItDoesNot() throws IOException {
    Set<String> all =
        MonitoringFiles.alerts().stream()
            .map(alert -> alert.path("alert").asText())
            .collect(Collectors.toSet());

    assertThat(all).hasSize(12);
    assertThat(tested(false)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(tested(true)).containsExactlyInAnyOrderElementsOf(all);
  }

  private static Set<String> tested(boolean quiet) throws IOException {
    return MonitoringFiles.tests()
        .flatMap(file -> MonitoringFiles.yaml(file).findValues("alert_rule_test").stream())
        .flatMap(MonitoringFiles::elements)
        .filter(test -> test.path("exp_alerts").isEmpty() == quiet)
        .map(test -> test.path("alertname").asText())
        .collect(Collectors.toSet());
  }
}
