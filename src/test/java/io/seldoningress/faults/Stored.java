package io.seldoningress.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.seldoningress.ClusterJson;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What is read of the JSON of objects. */
final class Stored {

  private static final ObjectMapper SORTED =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  private static final KubernetesSerialization CLUSTER = ClusterJson.serialization();

  private Stored() {}

  static JsonNode json(Object object) {
    return SORTED.valueToTree(object);
  }

  static SeldonDeployment deployment(JsonNode object) {
    return CLUSTER.unmarshal(object.toString(), SeldonDeployment.class);
  }

  static String uid(JsonNode object) {
    return object.at("/metadata/uid").asText();
  }

  /** The uid of the object that controls it; empty when none does. */
  static String owner(JsonNode object) {
    return StreamSupport.stream(object.at("/metadata/ownerReferences").spliterator(), false)
        .filter(owner -> owner.path("controller").asBoolean())
        .map(owner -> owner.path("uid").asText())
        .findFirst()
        .orElse("");
  }

  /** All that a controller says of an object: its labels, owners and spec. */
  static String content(JsonNode object) {
    return canonical(
        json(
            Map.of(
                "labels", object.at("/metadata/labels"),
                "owners", object.at("/metadata/ownerReferences"),
                "spec", object.path("spec"))));
  }

  /** With sorted keys, and numbers of one form. */
  private static String canonical(JsonNode node) {
    if (node.isObject()) {
      Map<String, String> sorted = new TreeMap<>();
      node.properties().forEach(entry -> sorted.put(entry.getKey(), canonical(entry.getValue())));
      return sorted.toString();
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(Stored::canonical)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return node.isNumber() ? Double.toString(node.doubleValue()) : node.asText();
  }
}
