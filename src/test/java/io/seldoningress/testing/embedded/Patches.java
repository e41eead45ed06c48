package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;

/** Patches that name no owner: JSON patch (RFC 6902) and JSON merge patch (RFC 7396). */
final class Patches {

  private Patches() {}

  /**
   * @throws ApiError 422 where an operation does not apply or a test fails; kube-apiserver does not
   *     say which
   */
  static ObjectNode json(JsonNode patch, ObjectNode current) {
    try {
      return (ObjectNode) JsonPatch.apply(patch, current.deepCopy());
    } catch (JsonPatchException e) {
      throw new ApiError(
          422, "Invalid", "the server rejected our request due to an error in our request");
    }
  }

  /** Null removes, objects merge, all else (lists too) replaces. */
  static ObjectNode merge(JsonNode patch, ObjectNode current) {
    ObjectNode merged = current.deepCopy();
    patch
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isNull()) {
                merged.remove(field.getKey());
              } else if (value.isObject()) {
                ObjectNode inner =
                    merged.get(field.getKey()) instanceof ObjectNode o ? o : Json.object();
                merged.set(field.getKey(), merge(value, inner));
              } else {
                merged.set(field.getKey(), value);
              }
            });
    return merged;
  }
}
