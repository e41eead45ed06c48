package io.seldoningress.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dashboard can be loaded into any Grafana, beside any other. */
class DashboardTest {

  private final JsonNode dashboard = MonitoringFiles.dashboard();

  @Test
  void itTakesTheDataSourceThatItsVariableNames() {
    List<String> variables = dashboard.at("/templating/list").findValuesAsText("type");

    assertThat(variables).contains("datasource");
    assertThat(dashboard.findValues("datasource"))
        .isNotEmpty()
        .allSatisfy(source -> assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
    assertThat(dashboard.has("uid")).isFalse();
    assertThat(dashboard.findValuesAsText("uid")).containsOnly("${datasource}");
  }

  @Test
  void eachPanelHasANumberOfItsOwn() {
    assertThat(panels().map(panel -> panel.path("id").asInt()).toList())
        .hasSizeGreaterThan(20)
        .doesNotHaveDuplicates();
  }

  @Test
  void eachPanelSaysWhatItShowsOfTheChosenRelease() {
    assertThat(panels().filter(panel -> !panel.path("type").asText().equals("row")))
        .allSatisfy(
            panel -> {
              assertThat(panel.path("description").asText()).isNotBlank();
              assertThat(panel.path("targets").findValuesAsText("expr"))
                  .isNotEmpty()
                  .allSatisfy(expr -> assertThat(expr).contains("job=~\"$job\""));
            });
  }

  @Test
  void noTwoPanelsAreAtOnePlace() {
    assertThat(panels().map(panel -> panel.path("gridPos")).map(DashboardTest::corner).toList())
        .doesNotHaveDuplicates();
  }

  private static String corner(JsonNode place) {
    return place.path("x").asInt() + "," + place.path("y").asInt();
  }

  private Stream<JsonNode> panels() {
    return MonitoringFiles.elements(dashboard.path("panels"));
  }
}
