package io.seldoningress.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of the chart that are for Prometheus and Grafana, and the tests of the alerts. */
final class MonitoringFiles {

  static final Path RULES =
      Path.of("charts", "seldon-istio-ingress", "rules", "seldon-istio-ingress.yaml");
  static final Path DASHBOARD =
      Path.of("charts", "seldon-istio-ingress", "dashboards", "seldon-istio-ingress.json");

  private static final Path TESTS = Path.of("src", "test", "resources", "prometheus");
  private static final ObjectMapper JSON = new ObjectMapper();

  private MonitoringFiles() {}

  /** The alerts, with the fields of Prometheus. */
  static List<JsonNode> alerts() {
    return yaml(RULES).path("groups").findValues("rules").stream()
        .flatMap(MonitoringFiles::elements)
        .toList();
  }

  /** The files of promtool that test the alerts. */
  static Stream<Path> tests() throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      return files.sorted().toList().stream();
    }
  }

  static JsonNode dashboard() {
    try {
      return JSON.readTree(Files.readString(DASHBOARD));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode yaml(Path file) {
    try {
      return JSON.valueToTree(
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
