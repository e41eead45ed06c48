package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a request wants to see objects: whole, or their metadata only where its Accept header says so
 * (Kubernetes API concepts, "Metadata-only fetches").
 *
 * @param as the kind that the header asks for, empty for whole objects
 */
record Representation(ResourceType type, String version, String as) {

  private static final String OBJECT = "PartialObjectMetadata";
  private static final String LIST = "PartialObjectMetadataList";

  /**
   * @throws ApiError 406 where nothing that the header names can be given
   */
  static Representation of(ApiRequest request, ResourceType type) {
    boolean isList =
        request.method().equals("GET") && request.name().isEmpty() && !request.isWatch();
    String as =
        Arrays.stream(request.accept().split(",", -1))
            .map(Representation::parameters)
            .filter(Representation::isKnown)
            .findFirst()
            .map(Representation::kind)
            .orElseThrow(ApiError::notAcceptable);
    if (!as.isEmpty() && isList != as.equals(LIST)) {
      throw ApiError.notAcceptable();
    }
    return new Representation(type, request.version(), as);
  }

  /** One object, or a Status, which is what it is in every representation. */
  ObjectNode object(ObjectNode stored) {
    ObjectNode shown = stored.deepCopy();
    if (shown.has("code")) {
      return shown;
    }
    if (as.isEmpty()) {
      return shown.put("apiVersion", type.apiVersion(version));
    }
    shown.retain("metadata");
    return shown.put("kind", OBJECT).put("apiVersion", "meta.k8s.io/v1");
  }

  ObjectNode list(Stream<ObjectNode> stored, long resourceVersion) {
    ObjectNode list =
        Json.object()
            .put("kind", as.isEmpty() ? type.kind() + "List" : LIST)
            .put("apiVersion", as.isEmpty() ? type.apiVersion(version) : "meta.k8s.io/v1");
    Json.metadata(list).put("resourceVersion", Long.toString(resourceVersion));
    ArrayNode items = list.putArray("items");
    stored.map(this::object).forEach(items::add);
    // As kube-apiserver does, which makes this list anew, item by item.
    return items.isEmpty() && !as.isEmpty() ? list.putNull("items") : list;
  }

  private static List<String> parameters(String mediaType) {
    return Arrays.stream(mediaType.split(";", -1)).skip(1).map(String::strip).toList();
  }

  private static boolean isKnown(List<String> parameters) {
    String kind = kind(parameters);
    return kind.isEmpty()
        || (List.of(OBJECT, LIST).contains(kind)
            && parameters.containsAll(List.of("g=meta.k8s.io", "v=v1")));
  }

  private static String kind(List<String> parameters) {
    return parameters.stream()
        .filter(parameter -> parameter.startsWith("as="))
        .map(parameter -> parameter.substring("as=".length()))
        .findFirst()
        .orElse("");
  }
}
