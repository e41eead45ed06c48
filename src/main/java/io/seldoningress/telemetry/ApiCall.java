package io.seldoningress.telemetry;

import java.util.List;
import java.util.Locale;

/**
 * What a request asks of the API server, in the words of Kubernetes' own metrics and RBAC.
 *
 * @param verb get, list, watch, create, update, patch, apply (server-side apply) or delete
 * @param resource the plural name, with the subresource after a slash; {@code other} for paths that
 *     are no resource's
 */
record ApiCall(String verb, String resource) {

  private static final String OTHER = "other";
  private static final String APPLY_PATCH = "application/apply-patch+yaml";

  /**
   * Reads a request.
   *
   * @param method the HTTP method
   * @param path the segments of the path, as in {@code /apis/<group>/<version>/namespaces/<name>/
   *     <plural>/<name>/<subresource>} (Kubernetes API concepts, "Resource URIs")
   * @param watch whether the query asks for a watch
   * @param contentType the Content-Type of the body, empty where there is none
   */
  static ApiCall of(String method, List<String> path, boolean watch, String contentType) {
    List<String> resource = afterNamespace(afterVersion(path));
    String name =
        resource.size() > 2
            ? resource.get(0) + "/" + resource.get(2)
            : resource.stream().findFirst().orElse(OTHER);
    return new ApiCall(verb(method, resource.size() > 1, watch, contentType), name);
  }

  private static List<String> afterVersion(List<String> path) {
    for (int i = 0; i < path.size(); i++) {
      // Not always the first: a server may be behind a path of its own.
      int prefix = path.get(i).equals("api") ? 2 : path.get(i).equals("apis") ? 3 : 0;
      if (prefix > 0) {
        return path.subList(Math.min(i + prefix, path.size()), path.size());
      }
    }
    return List.of();
  }

  private static List<String> afterNamespace(List<String> path) {
    return path.size() > 2 && path.get(0).equals("namespaces")
        ? path.subList(2, path.size())
        : path;
  }

  private static String verb(String method, boolean named, boolean watch, String contentType) {
    return switch (method) {
      case "GET" -> watch ? "watch" : named ? "get" : "list";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> contentType.startsWith(APPLY_PATCH) ? "apply" : "patch";
      default -> method.toLowerCase(Locale.ROOT);
    };
  }
}
