package io.seldoningress.seldon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.seldoningress.text.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A JSON object of which fields are asked for by name and type. A field that is missing or null is
 * absent, as Go's decoder has it; one of another type is absent as well, and is remembered as a
 * problem.
 */
final class Fields {

  private final JsonNode node;
  private final String path;
  private final Problems problems;

  Fields(JsonNode node, String path, Problems problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  /** The text of a field, empty where absent. */
  String text(String name) {
    return optionalText(name).orElse("");
  }

  Optional<String> optionalText(String name) {
    return value(name, JsonNode::isTextual, "a text").map(JsonNode::textValue);
  }

  /** The number in a field, 0 where absent. */
  int wholeNumber(String name) {
    return value(name, Fields::isInt, "a whole number").map(JsonNode::intValue).orElse(0);
  }

  Optional<Long> optionalLong(String name) {
    return value(name, JsonNode::canConvertToLong, "a whole number").map(JsonNode::longValue);
  }

  boolean flag(String name) {
    return value(name, JsonNode::isBoolean, "true or false").map(JsonNode::asBoolean).orElse(false);
  }

  /** The object in a field, without fields where absent. */
  Fields object(String name) {
    JsonNode value = value(name, JsonNode::isObject, "an object").orElse(MissingNode.getInstance());
    return new Fields(value, pathOf(name), problems);
  }

  /** The objects in a list; the index of each is its place in it, wrong elements are left out. */
  List<Element> objects(String name) {
    List<Element> elements = new ArrayList<>();
    int index = 0;
    for (JsonNode element : list(name)) {
      String elementPath = pathOf(name) + "[" + index + "]";
      if (element.isObject()) {
        elements.add(new Element(index, new Fields(element, elementPath, problems)));
      } else {
        problems.add(elementPath, element, "an object");
      }
      index++;
    }
    return elements;
  }

  /** The entries of a map of texts whose keys are wanted. */
  Map<String, String> texts(String name, Predicate<String> wanted) {
    Map<String, String> texts = new LinkedHashMap<>();
    Fields map = object(name);
    map.node
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (wanted.test(key)) {
                map.entry(key).ifPresent(text -> texts.put(key, text));
              }
            });
    return texts;
  }

  private Optional<String> entry(String key) {
    return typed(key, this::pathOfKey, JsonNode::isTextual, "a text").map(JsonNode::textValue);
  }

  private JsonNode list(String name) {
    return value(name, JsonNode::isArray, "a list").orElse(MissingNode.getInstance());
  }

  private Optional<JsonNode> value(String name, Predicate<JsonNode> type, String allowed) {
    return typed(name, this::pathOf, type, allowed);
  }

  private Optional<JsonNode> typed(
      String name, UnaryOperator<String> pathOfName, Predicate<JsonNode> type, String allowed) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!type.test(value)) {
      problems.add(pathOfName.apply(name), value, allowed);
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private String pathOfKey(String key) {
    return path + "[" + Excerpt.of(key) + "]";
  }

  /** {@code 50.0} is one too: the API server's schemas take it for an integer. */
  private static boolean isInt(JsonNode value) {
    return value.isNumber()
        && value.canConvertToInt()
        && (value.isIntegralNumber() || value.doubleValue() == value.intValue());
  }

  /** An element of a list and its place in it. */
  record Element(int index, Fields fields) {}
}
