package io.seldoningress.component.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** A JSON patch (RFC 6902) for an object as it was observed. */
final class JsonPatch {

  private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();

  /**
   * A JSON patch that sets the resource version which is there already is answered 409 when it is
   * another.
   */
  JsonPatch(HasMetadata observed) {
    operations.add(
        operation("replace", "/metadata/resourceVersion")
            .put("value", observed.getMetadata().getResourceVersion()));
  }

  /** Sets what is there or not: a field, or a further element of a list at {@code .../-}. */
  JsonPatch add(String path, JsonNode value) {
    return with("add", path, value);
  }

  /** Sets what has to be there. */
  JsonPatch replace(String path, JsonNode value) {
    return with("replace", path, value);
  }

  /** Takes away what has to be there. */
  JsonPatch remove(String path) {
    operations.add(operation("remove", path));
    return this;
  }

  private JsonPatch with(String name, String path, JsonNode value) {
    operations.add(operation(name, path).<ObjectNode>set("value", value));
    return this;
  }

  private static ObjectNode operation(String name, String path) {
    return JsonNodeFactory.instance.objectNode().put("op", name).put("path", path);
  }

  /** The body of the request. */
  @Override
  public String toString() {
    return operations.toString();
  }
}
