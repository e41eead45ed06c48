package io.seldoningress.istio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.checks.Finding;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A case: what a SeldonDeployment becomes. {@code seldondeployment.yaml} goes in; {@code
 * istio.yaml} (kind, name and spec of each object) or {@code findings.yaml} (path and value of each
 * finding) comes out, under {@code settings.yaml} where there is one. {@code operator.yaml} is what
 * the Seldon operator 1.18 makes of it where that is something else.
 */
public record CaseFolder(Path folder) {

  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final ObjectMapper JSON = new ObjectMapper();

  public static Stream<CaseFolder> all() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.sorted().map(CaseFolder::new).toList().stream();
    }
  }

  SeldonDeployment deployment() {
    return SeldonDeployments.fromYaml(read("seldondeployment.yaml").orElseThrow());
  }

  RoutingSettings settings() {
    Map<String, Object> given = new LinkedHashMap<>();
    documents("settings.yaml").forEach(one -> entries(one).forEach(given::put));
    RoutingSettings defaults = RoutingSettings.defaults();
    return new RoutingSettings(
            (String) given.getOrDefault("gateway", defaults.gateway()),
            Optional.ofNullable((String) given.get("tlsMode")).map(TlsMode::parse),
            (Integer) given.getOrDefault("executorHttpPort", defaults.executorHttpPort()),
            (Integer) given.getOrDefault("executorGrpcPort", defaults.executorGrpcPort()),
            (Integer) given.getOrDefault("noEngineHttpPort", defaults.noEngineHttpPort()),
            (Integer) given.getOrDefault("noEngineGrpcPort", defaults.noEngineGrpcPort()),
            (Integer) given.getOrDefault("explainerPort", defaults.explainerPort()),
            (String) given.getOrDefault("clusterDomain", defaults.clusterDomain()))
        .withAccess(Optional.ofNullable(given.get("access")).map(CaseFolder::access))
        .with(
            new TenantPolicy(
                grants(given, "tenants.hosts"),
                grants(given, "tenants.gateways"),
                grants(given, "tenants.paths")));
  }

  private static List<TenantGrant> grants(Map<String, Object> given, String setting) {
    return Stream.of(given.getOrDefault(setting, "*:*").toString().split(","))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> TenantGrant.parse(text).orElseThrow())
        .toList();
  }

  private static AccessPolicy access(Object given) {
    Map<String, Object> entries = entries(given);
    return new AccessPolicy(
        ((List<?>) entries.get("issuers"))
            .stream().map(text -> AccessIssuer.parse((String) text).orElseThrow()).toList(),
        (String) entries.get("gatewayNamespace"));
  }

  public boolean expectsFindings() {
    return Files.exists(folder.resolve("findings.yaml"));
  }

  List<String> expectedFindings() {
    List<String> findings = new ArrayList<>();
    documents("findings.yaml")
        .forEach(list -> ((List<?>) list).forEach(one -> findings.add(expected(entries(one)))));
    return findings;
  }

  static List<String> shown(List<Finding> findings) {
    return findings.stream().map(one -> one.path() + ": " + one.value()).toList();
  }

  public String expectedObjects() {
    return expectedObjects(text -> text);
  }

  /** The same after the text of the file was changed, for example to another namespace. */
  public String expectedObjects(UnaryOperator<String> change) {
    return pretty(objects(change));
  }

  /** The same as objects with the entries kind, name and spec. */
  public List<Map<String, Object>> objects(UnaryOperator<String> change) {
    return objects(read("istio.yaml"), change);
  }

  /** What the Seldon operator makes of it, with the same entries. */
  public List<Map<String, Object>> operatorsObjects(UnaryOperator<String> change) {
    return objects(read("operator.yaml").or(() -> read("istio.yaml")), change);
  }

  private static List<Map<String, Object>> objects(
      Optional<String> yaml, UnaryOperator<String> change) {
    return documents(yaml.map(change)).stream().map(CaseFolder::entries).toList();
  }

  /** Objects as text that can be compared line by line: sorted, with numbers of one form. */
  public static String shownObjects(List<HasMetadata> objects) {
    return pretty(objects.stream().map(CaseFolder::entriesOf).toList());
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }

  private static String expected(Map<String, Object> finding) {
    return finding.get("path") + ": " + finding.get("value");
  }

  private static Map<String, Object> entriesOf(HasMetadata object) {
    JsonNode spec = JSON.valueToTree(object).path("spec");
    return Map.of(
        "kind", object.getKind(),
        "name", object.getMetadata().getName(),
        "spec", JSON.convertValue(spec, Map.class));
  }

  private static String pretty(List<Map<String, Object>> objects) {
    Map<String, Object> sorted = new TreeMap<>();
    objects.forEach(
        one -> sorted.put(one.get("kind") + "/" + one.get("name"), canonical(one.get("spec"))));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(sorted);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object canonical(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, entry) -> sorted.put((String) key, canonical(entry)));
      return sorted;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(CaseFolder::canonical).collect(Collectors.toList());
    }
    return value instanceof Number number ? number.doubleValue() : value;
  }

  private List<Object> documents(String file) {
    return documents(read(file));
  }

  private static List<Object> documents(Optional<String> yaml) {
    List<Object> documents = new ArrayList<>();
    yaml.ifPresent(
        text ->
            new Load(LoadSettings.builder().build())
                .loadAllFromString(text)
                .forEach(document -> Optional.ofNullable(document).ifPresent(documents::add)));
    return documents;
  }

  private static Map<String, Object> entries(Object document) {
    Map<String, Object> entries = new LinkedHashMap<>();
    ((Map<?, ?>) document).forEach((key, value) -> entries.put((String) key, value));
    return entries;
  }

  /** The text of a file of the case; empty where there is none. */
  public Optional<String> read(String file) {
    Path path = folder.resolve(file);
    try {
      return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
