package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Label and field selectors, in the syntax of Kubernetes. */
final class Selector {

  private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s+\\(([^)]*)\\)");
  private static final Pattern EQUALITY = Pattern.compile("([^!=\\s]+)\\s*(==|=|!=)\\s*(.*)");
  private static final String COMMA_OUTSIDE_PARENTHESES = ",(?![^(]*\\))";

  private Selector() {}

  /** Which objects a list or watch is about: the namespace and both selectors of the request. */
  static Predicate<ObjectNode> of(ApiRequest request) {
    return inNamespace(request.namespace())
        .and(named(request.name()))
        .and(
            requirements(
                request.parameter("labelSelector"),
                key -> object -> object.path("metadata").path("labels").path(key)))
        .and(requirements(request.parameter("fieldSelector"), path -> field(request, path)));
  }

  private static Predicate<ObjectNode> inNamespace(String namespace) {
    return object -> namespace.isEmpty() || Json.metadata(object, "namespace").equals(namespace);
  }

  private static Predicate<ObjectNode> named(String name) {
    return object -> name.isEmpty() || Json.metadata(object, "name").equals(name);
  }

  /** Objects can be selected by name and namespace, Secrets by type as well, events by more. */
  private static Function<ObjectNode, JsonNode> field(ApiRequest request, String path) {
    boolean selectable =
        Set.of("metadata.name", "metadata.namespace").contains(path)
            || request.plural().equals("events")
            || (request.plural().equals("secrets") && path.equals("type"));
    if (!selectable) {
      throw ApiError.badRequest("field label not supported: " + path);
    }
    return object -> object.at("/" + path.replace('.', '/'));
  }

  private static Predicate<ObjectNode> requirements(
      String selector, Function<String, Function<ObjectNode, JsonNode>> lookup) {
    return Arrays.stream(selector.split(COMMA_OUTSIDE_PARENTHESES, -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(part -> requirement(part, lookup))
        .reduce(object -> true, Predicate::and);
  }

  private static Predicate<ObjectNode> requirement(
      String text, Function<String, Function<ObjectNode, JsonNode>> lookup) {
    Matcher set = SET.matcher(text);
    if (set.matches()) {
      List<String> values = List.of(set.group(3).strip().split("\\s*,\\s*", -1));
      return oneOf(lookup.apply(set.group(1)), values, set.group(2).equals("in"));
    }
    Matcher equality = EQUALITY.matcher(text);
    if (equality.matches()) {
      boolean equal = !equality.group(2).equals("!=");
      return oneOf(lookup.apply(equality.group(1)), List.of(equality.group(3)), equal);
    }
    boolean absent = text.startsWith("!");
    Function<ObjectNode, JsonNode> value = lookup.apply(absent ? text.substring(1) : text);
    return object -> value.apply(object).isMissingNode() == absent;
  }

  /** A key that is not there is not in any set, so {@code notin} and {@code !=} hold for it. */
  private static Predicate<ObjectNode> oneOf(
      Function<ObjectNode, JsonNode> value, List<String> values, boolean wanted) {
    return object -> {
      JsonNode found = value.apply(object);
      return (!found.isMissingNode() && values.contains(found.asText())) == wanted;
    };
  }
}
