package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;

/** JSON trees of Kubernetes objects. Trees in the store are shared and never changed. */
final class Json {

  /** Without the limits of Jackson, which the real API server does not have. */
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNameLength(Integer.MAX_VALUE).build())
              .build());

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Parses JSON or YAML, as a body of server-side apply may be either. */
  static JsonNode parse(String text) {
    try {
      return text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")
          ? MAPPER.readTree(text)
          : MAPPER.valueToTree(Serialization.unmarshal(text, Object.class));
    } catch (JsonProcessingException e) {
      throw ApiError.badRequest("the body is neither JSON nor YAML: " + e.getOriginalMessage());
    }
  }

  static ObjectNode parseObject(String text) {
    if (parse(text) instanceof ObjectNode object) {
      return object;
    }
    throw ApiError.badRequest("the body is not an object");
  }

  /** The metadata of an object, made where there is none. */
  static ObjectNode metadata(ObjectNode object) {
    return object.withObjectProperty("metadata");
  }

  /** A text of the metadata, empty where there is none. */
  static String metadata(JsonNode object, String field) {
    return object.path("metadata").path(field).asText("");
  }

  /** Sets a field to a value, or removes it where there is none. */
  static void replace(ObjectNode object, String field, JsonNode value) {
    if (value == null) {
      object.remove(field);
    } else {
      object.set(field, value);
    }
  }

  /** Empty labels and the like are not stored, nor is a field that is null. */
  static void dropEmpty(ObjectNode object) {
    metadata(object)
        .removeIf(value -> value.isNull() || (value.isContainerNode() && value.isEmpty()));
    object.removeIf(JsonNode::isNull);
  }

  /** What the server writes into a CRD once it serves it. */
  static void establish(ObjectNode crd) {
    ObjectNode condition = crd.putObject("status").putArray("conditions").addObject();
    condition
        .put("type", "Established")
        .put("status", "True")
        .put("reason", "InitialNamesAccepted");
  }
}
