package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** What kube-apiserver demands of the metadata of every object; no schemas. */
record Validation(ResourceType type) {

  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;

  /**
   * @throws ApiError 422 with the first fault
   */
  void check(ObjectNode object) {
    String name = Json.metadata(object, "name");
    require(
        object,
        SUBDOMAIN.matcher(name).matches() && name.length() <= LONGEST_NAME,
        "metadata.name: Invalid value: \"" + name + "\"");
    for (JsonNode label : object.path("metadata").path("labels")) {
      String value = label.asText();
      require(
          object,
          LABEL.matcher(value).matches() && value.length() <= LONGEST_LABEL,
          "metadata.labels: Invalid value: \"" + value + "\"");
    }
    checkOwners(object);
  }

  private void checkOwners(ObjectNode object) {
    int controllers = 0;
    for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
      require(
          object,
          !reference.path("uid").asText("").isEmpty(),
          "metadata.ownerReferences.uid: Required value");
      controllers += reference.path("controller").asBoolean() ? 1 : 0;
    }
    require(
        object,
        controllers <= 1,
        "metadata.ownerReferences: Only one reference can have Controller set to true");
  }

  private void require(ObjectNode object, boolean holds, String fault) {
    if (!holds) {
      throw ApiError.invalid(type.kindAndGroup(), Json.metadata(object, "name"), fault);
    }
  }
}
