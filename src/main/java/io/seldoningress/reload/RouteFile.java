package io.seldoningress.reload;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A file of routes as it was read. What is checked, what is loaded and what is compared later is
 * this text and never the file again, which may have changed meanwhile.
 *
 * @param name the file's name in its folder
 * @param content its text in Camel's YAML DSL
 */
record RouteFile(String name, String content) {
  /** What has an effect on the routes of its own file only. */
  private static final Set<String> LOCAL =
      Set.of(
          "route",
          "from",
          "errorHandler",
          "intercept",
          "interceptFrom",
          "interceptSendToEndpoint",
          "onCompletion",
          "onException");

  Resource resource() {
    return ResourceHelper.fromString(name, content);
  }

  /** Tells whether other files can't notice an edit of this one. */
  boolean isLocal() {
    return LOCAL.containsAll(kinds());
  }

  /** What makes the file no list of definitions, if it is none. */
  Optional<String> syntaxProblem() {
    try {
      kinds();
      return Optional.empty();
    } catch (InvalidRoutesException e) {
      return Optional.of(e.getMessage());
    }
  }

  boolean isEmpty() {
    return kinds().isEmpty();
  }

  /**
   * The kinds of definitions in the file, such as {@code route} and {@code routeConfiguration}.
   *
   * @throws InvalidRoutesException if the text is no list in YAML; Camel itself takes a file
   *     without the dash before {@code route:} for an empty one
   */
  Set<String> kinds() {
    Set<String> kinds = new LinkedHashSet<>();
    for (Object definition : definitions()) {
      if (!(definition instanceof Map<?, ?> map)) {
        throw invalid("\"%s\" is not a definition such as \"- route:\"".formatted(definition));
      }
      map.keySet().forEach(kind -> kinds.add(String.valueOf(kind)));
    }
    return kinds;
  }

  private List<?> definitions() {
    Object root = parse();
    if (root == null) {
      return List.of();
    }
    if (root instanceof List<?> list) {
      return list;
    }
    throw invalid("it has to be a list of definitions such as \"- route:\", with the dash");
  }

  private Object parse() {
    try {
      return new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(content);
    } catch (YamlEngineException e) {
      throw invalid(Reason.of(e));
    }
  }

  private InvalidRoutesException invalid(String reason) {
    return new InvalidRoutesException(List.of(name + ": " + reason));
  }
}
