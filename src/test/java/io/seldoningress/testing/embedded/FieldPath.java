package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way to one field, in the words of {@code fieldsV1}: {@code f:name} a field, {@code
 * k:{"uid":"x"}} the owner reference of that uid, {@code v:"x"} that element of a set.
 */
record FieldPath(List<String> steps) {

  static final FieldPath ROOT = new FieldPath(List.of());

  FieldPath field(String name) {
    return then("f:" + name);
  }

  FieldPath owner(JsonNode reference) {
    return then("k:" + Json.object().set("uid", reference.path("uid")));
  }

  FieldPath element(JsonNode value) {
    return then("v:" + value);
  }

  FieldPath then(String step) {
    return new FieldPath(Stream.concat(steps.stream(), Stream.of(step)).toList());
  }

  Optional<JsonNode> find(JsonNode object) {
    JsonNode at = object;
    for (String step : steps) {
      at = child(at, step);
    }
    return at.isMissingNode() ? Optional.empty() : Optional.of(at);
  }

  void set(ObjectNode object, JsonNode value) {
    if (isInList()) {
      ArrayNode list = parent().listIn(object);
      remove(list);
      list.add(value.deepCopy());
    } else {
      parent().objectIn(object).set(name(), value.deepCopy());
    }
  }

  /** Removes the field, and the objects around it that are empty then. */
  void remove(ObjectNode object) {
    Optional<JsonNode> container = parent().find(object);
    if (container.orElse(null) instanceof ArrayNode list) {
      remove(list);
    } else if (container.orElse(null) instanceof ObjectNode fields) {
      fields.remove(name());
    }
    if (container.isPresent() && container.get().isEmpty() && steps.size() > 2) {
      parent().remove(object);
    }
  }

  private void remove(ArrayNode list) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (isAt(list.get(i), last())) {
        list.remove(i);
      }
    }
  }

  private ObjectNode objectIn(ObjectNode object) {
    ObjectNode at = object;
    for (String step : steps) {
      String name = step.substring(2);
      at = at.get(name) instanceof ObjectNode inner ? inner : at.putObject(name);
    }
    return at;
  }

  private ArrayNode listIn(ObjectNode object) {
    ObjectNode around = parent().objectIn(object);
    return around.get(name()) instanceof ArrayNode list ? list : around.putArray(name());
  }

  private static JsonNode child(JsonNode at, String step) {
    if (step.startsWith("f:")) {
      return at.path(step.substring(2));
    }
    for (JsonNode element : at) {
      if (isAt(element, step)) {
        return element;
      }
    }
    return at.path(-1);
  }

  private static boolean isAt(JsonNode element, String step) {
    return ROOT.owner(element).last().equals(step) || ROOT.element(element).last().equals(step);
  }

  private boolean isInList() {
    return !last().startsWith("f:");
  }

  private FieldPath parent() {
    return new FieldPath(steps.subList(0, steps.size() - 1));
  }

  private String last() {
    return steps.get(steps.size() - 1);
  }

  private String name() {
    return last().substring(2);
  }

  /** As messages of kube-apiserver show it. */
  @Override
  public String toString() {
    return "." + String.join(".", steps.stream().map(step -> step.substring(2)).toList());
  }
}
