package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seldoningress.testing.embedded.ManagedFields.Owner;
import java.util.List;
import java.util.Optional;

/** A request of server-side apply, on an object or on its status. */
final class ApplyRequest {

  private final ApiRequest request;
  private final ResourceType type;
  private final Objects objects;
  private final ObjectNode given;
  private final ServerSideApply apply;

  /**
   * @throws ApiError 422 without a field manager, 400 for an object that was read
   */
  ApplyRequest(ApiRequest request, ResourceType type, Objects objects) {
    if (request.parameter("fieldManager").isEmpty()) {
      throw ApiError.invalid("PatchOptions.meta.k8s.io", "", "fieldManager: Required value");
    }
    this.request = request;
    this.type = type;
    this.objects = objects;
    this.given = request.object();
    if (given.path("metadata").has("managedFields")) {
      throw ApiError.badRequest("metadata.managedFields must be nil");
    }
    this.apply =
        new ServerSideApply(
            writable(), Owner.of(request, "Apply"), request.parameter("force").equals("true"));
  }

  /** Applies to the object that is there, or creates it; returns what is stored then. */
  ObjectNode to(Optional<ObjectNode> there) {
    return there.map(this::update).orElseGet(this::create);
  }

  /** With a status subresource, the status is written through it and nothing else is. */
  private ObjectNode writable() {
    ObjectNode writable = given.deepCopy();
    if (request.isOnStatus()) {
      writable.retain("apiVersion", "kind", "status");
    } else if (type.hasStatus()) {
      writable.remove(List.of("status"));
    }
    return writable;
  }

  /** A version of the object to be is not looked at, a uid is. */
  private ObjectNode create() {
    if (!request.subresource().isEmpty()) {
      throw ApiError.notFound(type.resource(), request.name());
    }
    if (!Json.metadata(given, "uid").isEmpty()) {
      throw ApiError.conflict(
          type.resource(), request.name(), "uid mismatch: no existing object was found");
    }
    ObjectNode empty = given.deepCopy();
    empty.retain("apiVersion", "kind");
    Json.metadata(empty).put("name", request.name()).put("namespace", request.namespace());
    return objects.create(type, apply.to(empty), Optional.empty());
  }

  private ObjectNode update(ObjectNode current) {
    objects.requireSameUid(type, current, given);
    ObjectNode merged = apply.to(current);
    String version = Json.metadata(given, "resourceVersion");
    if (!version.isEmpty()) {
      Json.metadata(merged).put("resourceVersion", version);
    }
    return objects.update(type, current, merged, request, Optional.empty());
  }
}
