package io.seldoningress.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard are about metrics that there are: those of docs/metrics.md. */
class MetricNamesTest {

  private static final Pattern NAME = Pattern.compile("\\b(?:seldon_ingress|jvm|process)_\\w+");

  /** The first column of a table. */
  private static final Pattern FIRST_COLUMN = Pattern.compile("(?m)^\\| (`[^|]+) \\|");

  /** What a histogram adds to its name. */
  private static final String PARTS = "_(bucket|count|sum|max)$";

  @Test
  void whatAlertsAndDashboardNameIsDocumented() throws IOException {
    Set<String> used = used().map(name -> name.replaceFirst(PARTS, "")).collect(Collectors.toSet());

    assertThat(used).hasSizeGreaterThan(20);
    assertThat(documented())
        .containsAll(used.stream().filter(name -> name.startsWith("seldon_ingress_")).toList());
  }

  private static Stream<String> used() {
    Stream<JsonNode> alerts = MonitoringFiles.alerts().stream();
    JsonNode dashboard = MonitoringFiles.dashboard();
    return Stream.of(
            alerts.map(alert -> alert.path("expr").asText()),
            dashboard.findValuesAsText("expr").stream(),
            dashboard.findValuesAsText("definition").stream())
        .flatMap(texts -> texts)
        .flatMap(MetricNamesTest::names);
  }

  private static Set<String> documented() throws IOException {
    return FIRST_COLUMN
        .matcher(Files.readString(Path.of("docs", "metrics.md")))
        .results()
        .flatMap(row -> names(row.group(1)))
        .map(name -> name.replaceFirst(PARTS, ""))
        .collect(Collectors.toSet());
  }

  private static Stream<String> names(String text) {
    return NAME.matcher(text).results().map(MatchResult::group);
  }
}
