package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seldoningress.testing.embedded.ManagedFields.Owner;
import java.util.List;
import java.util.Optional;

/**
 * Merges an applied configuration into an object: what it names is set and owned, what its manager
 * owned before and leaves out now goes away unless somebody else owns it too.
 */
final class ServerSideApply {

  private final ObjectNode applied;
  private final Owner owner;
  private final boolean force;

  /**
   * @param applied the configuration, without what the request may not write
   * @param force whether fields of other managers are taken over
   */
  ServerSideApply(ObjectNode applied, Owner owner, boolean force) {
    this.applied = applied;
    this.owner = owner;
    this.force = force;
  }

  /**
   * The object that results from applying to {@code current}, with its managed fields.
   *
   * @throws ApiError 409 where a field has another value from another manager, without force
   */
  ObjectNode to(ObjectNode current) {
    ManagedFields managed = ManagedFields.of(current);
    FieldSet fields = FieldSet.of(applied);
    FieldSet changed = fields.where(path -> changes(path, current));
    if (!force) {
      refuseConflicts(managed, changed);
    }
    managed.takeFromOthers(owner, changed);
    ObjectNode merged = current.deepCopy();
    leftOut(managed, fields).paths().forEach(path -> path.remove(merged));
    changed.paths().forEach(path -> path.set(merged, path.find(applied).orElseThrow()));
    managed.own(owner, fields);
    managed.writeTo(merged, applied.path("apiVersion").asText());
    return merged;
  }

  /** An empty object that is applied asks only that there be an object. */
  private boolean changes(FieldPath path, ObjectNode current) {
    JsonNode wanted = path.find(applied).orElseThrow();
    Optional<JsonNode> there = path.find(current);
    boolean isThere =
        wanted.isObject() && wanted.isEmpty() && there.filter(JsonNode::isObject).isPresent();
    return !isThere && !there.equals(Optional.of(wanted));
  }

  private FieldSet leftOut(ManagedFields managed, FieldSet fields) {
    FieldSet mine = managed.ownedBy(owner).minus(fields);
    for (FieldSet others : managed.ownedByOthers(owner).values()) {
      mine = mine.minus(others);
    }
    return mine;
  }

  private void refuseConflicts(ManagedFields managed, FieldSet changed) {
    List<String> conflicts =
        managed.ownedByOthers(owner).entrySet().stream()
            .flatMap(
                other ->
                    changed.paths().stream()
                        .filter(other.getValue().paths()::contains)
                        .map(
                            path ->
                                "conflict with \"%s\": %s"
                                    .formatted(other.getKey().manager(), path)))
            .toList();
    if (!conflicts.isEmpty()) {
      throw new ApiError(
          409,
          "Conflict",
          "Apply failed with %d conflicts: %s"
              .formatted(conflicts.size(), String.join(", ", conflicts)));
    }
  }
}
