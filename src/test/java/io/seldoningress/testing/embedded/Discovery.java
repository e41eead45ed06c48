package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The paths that say what is served: {@code /version}, {@code /api}, {@code /apis/group/v1} ... */
final class Discovery {

  private Discovery() {}

  /** The answer to a GET of {@code path}, empty where the path is none of these. */
  static Optional<ObjectNode> answer(String path, List<ResourceType> types) {
    String[] parts = path.substring(1).split("/", -1);
    return switch (parts[0] + ":" + parts.length) {
      case "version:1" -> Optional.of(version());
      case "api:1" -> Optional.of(versions());
      case "apis:1" -> Optional.of(groups(types));
      case "api:2" -> resources(parts[1], "", parts[1], types);
      case "apis:3" -> resources(parts[1] + "/" + parts[2], parts[1], parts[2], types);
      default -> Optional.empty();
    };
  }

  private static ObjectNode version() {
    return Json.object().put("major", "1").put("minor", "34").put("gitVersion", "v1.34.0-embedded");
  }

  private static ObjectNode versions() {
    ObjectNode answer = Json.object().put("kind", "APIVersions");
    answer.putArray("versions").add("v1");
    return answer;
  }

  private static ObjectNode groups(List<ResourceType> types) {
    ObjectNode answer = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = answer.putArray("groups");
    types.stream()
        .map(ResourceType::group)
        .filter(group -> !group.isEmpty())
        .distinct()
        .forEach(group -> addGroup(groups, group, types));
    return answer;
  }

  private static void addGroup(ArrayNode groups, String group, List<ResourceType> types) {
    ObjectNode shown = groups.addObject().put("name", group);
    ArrayNode versions = shown.putArray("versions");
    types.stream()
        .filter(type -> type.group().equals(group))
        .flatMap(type -> type.versions().stream())
        .distinct()
        .map(version -> version(group, version))
        .forEach(versions::add);
    shown.set("preferredVersion", versions.get(0));
  }

  private static ObjectNode version(String group, String version) {
    return Json.object().put("groupVersion", group + "/" + version).put("version", version);
  }

  private static Optional<ObjectNode> resources(
      String groupVersion, String group, String version, List<ResourceType> types) {
    ObjectNode answer =
        Json.object()
            .put("kind", "APIResourceList")
            .put("apiVersion", "v1")
            .put("groupVersion", groupVersion);
    ArrayNode resources = answer.putArray("resources");
    types.stream()
        .filter(type -> type.group().equals(group) && type.versions().contains(version))
        .forEach(type -> addResource(resources, type));
    return resources.isEmpty() ? Optional.empty() : Optional.of(answer);
  }

  private static void addResource(ArrayNode resources, ResourceType type) {
    ObjectNode shown =
        resources
            .addObject()
            .put("name", type.plural())
            .put("kind", type.kind())
            .put("singularName", "")
            .put("namespaced", type.namespaced());
    List.of("create", "delete", "get", "list", "patch", "update", "watch")
        .forEach(shown.putArray("verbs")::add);
  }
}
