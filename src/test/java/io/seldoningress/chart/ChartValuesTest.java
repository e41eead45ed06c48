package io.seldoningress.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.settings.AllSettings;
import io.seldoningress.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The values of the chart, their schema and their documentation say the same. */
class ChartValuesTest {

  /** Settings that have a value of their own, or that the chart itself decides. */
  private static final Set<String> NOT_FREE =
      Set.of(
          "istio.gateway",
          "istio.tlsMode",
          "usageMetrics.enabled",
          "controller.id",
          "logging.level",
          "leaderElection.name",
          "leaderElection.namespace",
          "leaderElection.leaseDuration",
          "leaderElection.renewDeadline",
          "leaderElection.retryPeriod",
          "management.enabled",
          "management.port",
          "management.host",
          "routes.directory");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode schema = read("values.schema.json");
  private final JsonNode values = read("values.yaml");

  @Test
  void theDefaultsOfTheSchemaAreTheValues() {
    Map<String, JsonNode> described = described();

    assertThat(described).hasSizeGreaterThan(50);
    assertThat(described)
        .allSatisfy(
            (path, node) ->
                assertThat(values.at("/" + path.replace('.', '/')))
                    .as(path)
                    .isEqualTo(node.get("default")));
  }

  @Test
  void everyValueIsInTheSchemaAndNoOtherOneIsAllowed() {
    assertStrict("", schema, values);
  }

  @Test
  void valuesYamlSaysOfEachWhatTheSchemaSays() throws IOException {
    String text = Files.readString(Chart.FOLDER.resolve("values.yaml")).replaceAll("\\n *# ", " ");

    assertThat(described())
        .allSatisfy(
            (path, node) -> assertThat(text).as(path).contains(node.get("description").asText()));
  }

  @Test
  void theTableHasEveryValue() throws IOException {
    List<String> rows = new ArrayList<>();
    described().forEach((path, node) -> rows.add(row(path, node)));

    assertThat(Files.readAllLines(Path.of("docs", "helm.md")))
        .filteredOn(line -> line.startsWith("| `"))
        .containsExactlyElementsOf(rows);
  }

  /** A new setting is either free, or has a value. */
  @Test
  void eachSettingOfTheProgramCanBeGivenInOneWay() {
    Set<String> expected = new TreeSet<>();
    AllSettings.LIST.stream().map(Setting::key).filter(key -> !isValue(key)).forEach(expected::add);
    expected.removeAll(NOT_FREE);
    Set<String> free = new TreeSet<>();
    schema
        .at("/properties/settings/propertyNames/anyOf/0/enum")
        .forEach(key -> free.add(key.asText()));

    assertThat(free).isEqualTo(expected);
  }

  @Test
  void theSettingsOfTheGatewayOfWhoMayCallAndOfTenantsAreValues() {
    List<String> keys =
        AllSettings.LIST.stream().map(Setting::key).filter(ChartValuesTest::isValue).toList();

    assertThat(keys).isNotEmpty();
    assertThat(described().keySet().stream().filter(ChartValuesTest::isValue))
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  private static boolean isValue(String key) {
    return Stream.of("gateway.", "access.", "tenants.").anyMatch(key::startsWith);
  }

  private static void assertStrict(String path, JsonNode schema, JsonNode values) {
    if (!schema.has("properties") || !values.isObject()) {
      return;
    }
    assertThat(schema.get("additionalProperties").asBoolean(true)).as(path).isFalse();
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      JsonNode found = schema.get("properties").get(value.getKey());
      assertThat(found).as(path + "." + value.getKey()).isNotNull();
      assertStrict(path + "." + value.getKey(), found, value.getValue());
    }
  }

  /** The parts of the schema that have a default, by their paths, in their order. */
  private Map<String, JsonNode> described() {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    collect("", schema, found);
    return found;
  }

  private static void collect(String path, JsonNode node, Map<String, JsonNode> into) {
    if (node.has("default")) {
      into.put(path, node);
    } else if (node.has("properties")) {
      for (Map.Entry<String, JsonNode> entry : node.get("properties").properties()) {
        String name = entry.getKey();
        collect(path.isEmpty() ? name : path + "." + name, entry.getValue(), into);
      }
    }
  }

  private static String row(String path, JsonNode node) {
    JsonNode value = node.get("default");
    String text = value.isTextual() ? value.asText() : compact(value);
    return "| `%s` | %s | %s |"
        .formatted(
            path,
            text.isEmpty() ? "" : "`" + text + "`",
            node.get("description").asText().replace("<", "\\<"));
  }

  private static String compact(JsonNode value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode read(String file) {
    try {
      String text = Files.readString(Chart.FOLDER.resolve(file));
      return file.endsWith(".json")
          ? JSON.readTree(text)
          : JSON.readTree(Serialization.asJson(Serialization.unmarshal(text, Map.class)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
