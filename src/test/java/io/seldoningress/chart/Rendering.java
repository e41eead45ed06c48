package io.seldoningress.chart;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Helm made of the chart.
 *
 * @param text all of it, as YAML
 * @param objects the same, each object
 */
public record Rendering(String text, List<HasMetadata> objects) {

  static Rendering of(String text) {
    return new Rendering(
        text,
        Stream.of(text.split("(?m)^---\\s*$", -1))
            .filter(document -> document.contains("kind:"))
            .<HasMetadata>map(document -> Serialization.unmarshal(document, HasMetadata.class))
            .toList());
  }

  /** The objects of a kind. */
  public <T extends HasMetadata> List<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The only object of a kind. */
  public <T extends HasMetadata> T only(Class<T> kind) {
    List<T> found = all(kind);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of kind " + kind.getSimpleName());
    }
    return found.get(0);
  }

  /** The settings of the program. */
  public Map<String, String> settings() {
    Properties read = new Properties();
    try {
      read.load(new StringReader(data("-settings").get("application.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, read::getProperty));
  }

  /** Its routes, by the names of their files. */
  public Map<String, String> routes() {
    return data("-routes");
  }

  /** Writes the routes to a folder, as they are mounted. */
  public Path writeRoutes(Path folder) throws IOException {
    for (Map.Entry<String, String> file : routes().entrySet()) {
      Path unused = Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  private Map<String, String> data(String nameEnd) {
    return all(ConfigMap.class).stream()
        .filter(map -> map.getMetadata().getName().endsWith(nameEnd))
        .map(ConfigMap::getData)
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no ConfigMap …" + nameEnd));
  }
}
