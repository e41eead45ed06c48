package io.seldoningress.monitoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alerts and the dashboard of the chart, by Prometheus' own tool. */
class AlertRulesIT {

  private static Promtool promtool;

  static Stream<Path> tests() throws IOException {
    return MonitoringFiles.tests();
  }

  @BeforeAll
  static void find() {
    promtool = Promtool.find();
  }

  @Test
  void theRulesAreSound() throws Exception {
    promtool.run("check", "rules", "--lint=all", "--lint-fatal", MonitoringFiles.RULES.toString());
  }

  @Test
  void theExpressionsOfTheDashboardAreSound(@TempDir Path folder) throws Exception {
    List<Map<String, String>> rules =
        MonitoringFiles.dashboard().findValuesAsText("expr").stream()
            .map(expr -> expr.replace("$__rate_interval", "5m"))
            .map(expr -> Map.of("record", "panel:expression", "expr", expr))
            .toList();
    Path file = folder.resolve("dashboard.json");
    new ObjectMapper()
        .writeValue(
            file.toFile(), Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules))));

    promtool.run("check", "rules", "--lint=none", file.toString());
  }

  @ParameterizedTest
  @MethodSource("tests")
  void anAlertFiresWhenItShouldAndOnlyThen(Path test) throws Exception {
    promtool.run("test", "rules", test.toString());
  }
}
