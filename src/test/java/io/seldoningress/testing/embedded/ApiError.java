package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that is refused, with the HTTP status and the reason of kube-apiserver. */
public final class ApiError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;

  public ApiError(int code, String reason, String message) {
    super(message);
    this.code = code;
    this.reason = reason;
  }

  static ApiError badRequest(String message) {
    return new ApiError(400, "BadRequest", message);
  }

  static ApiError notFound(String resource, String name) {
    return new ApiError(404, "NotFound", "%s \"%s\" not found".formatted(resource, name));
  }

  static ApiError alreadyExists(String resource, String name) {
    return new ApiError(409, "AlreadyExists", "%s \"%s\" already exists".formatted(resource, name));
  }

  static ApiError conflict(String resource, String name, String why) {
    return new ApiError(
        409,
        "Conflict",
        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(resource, name, why));
  }

  static ApiError invalid(String resource, String name, String why) {
    return new ApiError(422, "Invalid", "%s \"%s\" is invalid: %s".formatted(resource, name, why));
  }

  static ApiError notAcceptable() {
    return new ApiError(406, "NotAcceptable", "the Accept header names nothing that can be given");
  }

  static ApiError expired() {
    return new ApiError(410, "Expired", "too old resource version");
  }

  int code() {
    return code;
  }

  /** The Status object that says this. */
  ObjectNode toStatus() {
    return Json.object()
        .put("kind", "Status")
        .put("apiVersion", "v1")
        .put("status", "Failure")
        .put("message", getMessage())
        .put("reason", reason)
        .put("code", code);
  }
}
