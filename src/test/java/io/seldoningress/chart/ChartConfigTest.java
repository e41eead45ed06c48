package io.seldoningress.chart;

import static io.seldoningress.settings.AllSettings.CONTROLLER_ID;
import static io.seldoningress.settings.AllSettings.ISTIO_GATEWAY;
import static io.seldoningress.settings.AllSettings.LEADER_ELECTION_LEASE_DURATION;
import static io.seldoningress.settings.AllSettings.RECONCILE_REDELIVERY_JITTER;
import static io.seldoningress.settings.AllSettings.WATCH_NAMESPACES;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_HOSTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.settings.AllSettings;
import io.seldoningress.settings.Settings;
import io.seldoningress.testing.RunningController;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The settings and routes that the chart gives the program. */
class ChartConfigTest {

  private static final String NAMESPACE = "seldon-system";

  @ParameterizedTest
  @EnumSource
  void theProgramUnderstandsItsSettings(ChartCase each) {
    Map<String, String> settings = each.chart(NAMESPACE).render().settings();

    assertThat(parse(settings).toString()).contains("istio.gateway=");
  }

  @Test
  void atTheDefaultsOfTheChartTheProgramIsAtItsOwn() {
    Map<String, String> settings = ChartCase.DEFAULTS.chart(NAMESPACE).render().settings();

    Map<String, String> comparable = new HashMap<>(settings);
    // Other pods have to reach it.
    comparable.remove("management.host");
    assertThat(comparable)
        .allSatisfy(
            (key, value) ->
                assertThat(value)
                    .as(key)
                    .isEqualTo(
                        AllSettings.LIST.stream()
                            .filter(setting -> setting.key().equals(key))
                            .findFirst()
                            .orElseThrow()
                            .defaultText()));
    assertThat(settings)
        .containsEntry("management.host", "0.0.0.0")
        .containsEntry("usageMetrics.enabled", "false");
  }

  @Test
  void valuesReachTheProgram() {
    Settings settings = parse(ChartCase.EVERYTHING.chart(NAMESPACE).render().settings());

    assertThat(settings.get(CONTROLLER_ID)).isEqualTo("team-a");
    assertThat(settings.get(LEADER_ELECTION_LEASE_DURATION)).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.get(GATEWAY_HOSTS))
        .containsExactly("models.example.com", "*.models.example.com");
    assertThat(settings.get(RECONCILE_REDELIVERY_JITTER)).isEqualTo(0.5);
    assertThat(settings.camelProperties())
        .containsEntry("user.webhook", " https://example.com/a\\b");
  }

  @Test
  void theSettingsOfTheSeldonDocumentationReachTheProgram() {
    assertThat(
            parse(ChartCase.GATEWAY_OF_A_NAMESPACE.chart(NAMESPACE).render().settings())
                .get(ISTIO_GATEWAY))
        .isEqualTo("mygateway");
    assertThat(ChartCase.USAGE_METRICS.chart(NAMESPACE).render().settings())
        .containsEntry("usageMetrics.enabled", "true");
  }

  @Test
  void aSingleNamespaceIsThatOfTheRelease() {
    Settings settings = parse(ChartCase.SINGLE_NAMESPACE.chart("models").render().settings());

    assertThat(settings.get(WATCH_NAMESPACES)).containsExactly("models");
  }

  @Test
  void whatIsSetToNullIsLeftToTheProgram() {
    Chart chart = Chart.in(NAMESPACE).with("istio.tlsMode=null", "gateway.hosts=null");

    assertThat(chart.render().settings()).doesNotContainKeys("istio.tlsMode", "gateway.hosts");
  }

  @Test
  void bigNumbersAreWrittenOut() {
    Chart chart = Chart.in(NAMESPACE).withFile("settings: {user.big: 12345678, user.part: 0.25}");

    assertThat(chart.render().settings())
        .containsEntry("user.big", "12345678")
        .containsEntry("user.part", "0.25");
  }

  @Test
  void theRoutesOfTheChartAreThoseOfTheProduct() throws IOException {
    assertThat(files(Chart.FOLDER.resolve("routes")))
        .as("mend it: cp routes/*.yaml charts/seldon-istio-ingress/routes/")
        .isEqualTo(files(RunningController.ROUTES));
    assertThat(ChartCase.DEFAULTS.chart(NAMESPACE).render().routes())
        .isEqualTo(files(RunningController.ROUTES));
  }

  @Test
  void filesOfRoutesAreReplacedAddedAndTakenAway() throws IOException {
    Chart chart =
        Chart.in(NAMESPACE)
            .withFile(
                """
                routes:
                  overrides:
                    condition.yaml: "  # text, as it is\\n"
                    mine.yaml: [{route: {id: mine}}]
                    secrets.yaml: null
                    gateways.yaml: false
                """);
    Map<String, String> expected = files(RunningController.ROUTES);
    expected.put("condition.yaml", "  # text, as it is\n");
    expected.put("mine.yaml", "- route:\n    id: mine");
    expected.keySet().removeAll(Set.of("secrets.yaml", "gateways.yaml"));

    assertThat(chart.render().routes()).isEqualTo(expected);
  }

  private static Settings parse(Map<String, String> settings) {
    return Settings.of(settings, Map.of());
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.list(folder)) {
      for (Path file : found.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }
}
