package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request on objects of one kind. Texts that do not apply are empty.
 *
 * @param method the HTTP method, upper case
 * @param group the API group, empty for the core one
 * @param namespace empty for objects of the cluster and for requests over all namespaces
 * @param name empty for requests on the collection
 * @param query the decoded parameters
 */
public record ApiRequest(
    String method,
    String group,
    String version,
    String plural,
    String namespace,
    String name,
    String subresource,
    Map<String, String> query,
    String contentType,
    String accept,
    String userAgent,
    String body) {

  /** Reads a request; empty where its path is not that of a kind. */
  static Optional<ApiRequest> of(RecordedRequest request) {
    URI uri = URI.create(request.getPath());
    List<String> parts = List.of(uri.getPath().substring(1).split("/", -1));
    boolean core = parts.get(0).equals("api") && parts.size() >= 3;
    boolean grouped = parts.get(0).equals("apis") && parts.size() >= 4;
    if (!core && !grouped) {
      return Optional.empty();
    }
    List<String> rest = parts.subList(core ? 2 : 3, parts.size());
    boolean inNamespace = rest.get(0).equals("namespaces") && rest.size() >= 3;
    int plural = inNamespace ? 2 : 0;
    return Optional.of(
        new ApiRequest(
            request.getMethod(),
            core ? "" : parts.get(1),
            parts.get(core ? 1 : 2),
            rest.get(plural),
            inNamespace ? rest.get(1) : "",
            part(rest, plural + 1),
            part(rest, plural + 2),
            query(uri),
            text(request.getHeader("Content-Type")),
            text(request.getHeader("Accept")),
            text(request.getHeader("User-Agent")),
            text(request.getUtf8Body())));
  }

  /** A parameter of the query, empty where it is not given. */
  public String parameter(String key) {
    return query.getOrDefault(key, "");
  }

  /** Whether the request opens a watch. */
  public boolean isWatch() {
    return method.equals("GET") && List.of("true", "1").contains(parameter("watch"));
  }

  /** The same without its wishes of how objects are shown. */
  ApiRequest acceptingAll() {
    return new ApiRequest(
        method,
        group,
        version,
        plural,
        namespace,
        name,
        subresource,
        query,
        contentType,
        "",
        userAgent,
        body);
  }

  boolean isOnStatus() {
    return subresource.equals("status");
  }

  /** Who writes: the field manager of the request, or else the program's name. */
  String manager() {
    String given = parameter("fieldManager");
    return given.isEmpty() ? userAgent.split("/", 2)[0] : given;
  }

  /** The object of the body, in the namespace of the path. */
  ObjectNode object() {
    ObjectNode object = Json.parseObject(body);
    String named = Json.metadata(object, "namespace");
    if (!named.isEmpty() && !named.equals(namespace)) {
      throw ApiError.badRequest(
          "the namespace of the object (%s) does not match the namespace on the URL (%s)"
              .formatted(named, namespace));
    }
    if (!namespace.isEmpty()) {
      Json.metadata(object).put("namespace", namespace);
    }
    return object;
  }

  private static String part(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : "";
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static Map<String, String> query(URI uri) {
    return Arrays.stream(text(uri.getRawQuery()).split("&", -1))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toUnmodifiableMap(
                pair -> decoded(pair[0]),
                pair -> pair.length == 2 ? decoded(pair[1]) : "",
                (first, second) -> first));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
