package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seldoningress.testing.embedded.ManagedFields.Owner;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The writes: what an object must be to be stored, and what the server sets in it itself. Callers
 * hold the lock of the store.
 */
final class Objects {

  private static final List<String> SET_BY_SERVER =
      List.of("uid", "creationTimestamp", "generation", "deletionTimestamp", "name", "namespace");

  private final Store store;
  private final boolean collectGarbage;

  Objects(Store store, boolean collectGarbage) {
    this.store = store;
    this.collectGarbage = collectGarbage;
  }

  /** The kinds that are served now: the built-in ones and those of the stored CRDs. */
  Stream<ResourceType> types() {
    return Stream.concat(
        ResourceType.BUILT_IN.stream(), store.list(ResourceType.CRDS).map(ResourceType::of));
  }

  /**
   * Stores a new object.
   *
   * @param owner who owns its fields; empty where the object has its managed fields already
   */
  ObjectNode create(ResourceType type, ObjectNode given, Optional<Owner> owner) {
    String name = Json.metadata(given, "name");
    Key key = type.key(Json.metadata(given, "namespace"), name);
    if (store.get(key).isPresent()) {
      throw ApiError.alreadyExists(type.resource(), name);
    }
    if (type.namespaced()) {
      requireNamespace(key.namespace());
    }
    ObjectNode object = given.deepCopy();
    if (type.hasStatus()) {
      object.remove("status");
    }
    Json.dropEmpty(object);
    new Validation(type).check(object);
    setByServer(type, object);
    owner.ifPresent(o -> account(o, Json.object(), object));
    return store.put(key, object);
  }

  /**
   * Replaces an object, or its status only; the same object keeps its version and nobody is told.
   *
   * @param owner who owns what changes; empty where {@code given} has its managed fields already
   */
  ObjectNode update(
      ResourceType type,
      ObjectNode current,
      ObjectNode given,
      ApiRequest request,
      Optional<Owner> owner) {
    requireVersion(type, current, given);
    ObjectNode object = given.deepCopy();
    keepWhatIsNotWritten(type, current, object, request.isOnStatus());
    Json.dropEmpty(object);
    new Validation(type).check(object);
    owner.ifPresent(o -> account(o, current, object));
    if (object.equals(current)) {
      return current;
    }
    if (type.custom() && differBesidesStatus(current, object)) {
      Json.metadata(object)
          .put("generation", current.path("metadata").path("generation").asLong() + 1);
    }
    Key key = type.key(Json.metadata(object, "namespace"), Json.metadata(object, "name"));
    ObjectNode stored = store.put(key, object);
    return isDeleted(stored) ? remove(key, stored) : stored;
  }

  /**
   * Deletes an object, or marks it where it has finalizers.
   *
   * @param preconditions the {@code preconditions} of the request's options, maybe missing
   */
  ObjectNode delete(ResourceType type, ObjectNode current, JsonNode preconditions) {
    Key key = type.key(Json.metadata(current, "namespace"), Json.metadata(current, "name"));
    requirePrecondition(type, current, preconditions, "uid");
    requirePrecondition(type, current, preconditions, "resourceVersion");
    if (current.path("metadata").path("finalizers").isEmpty()) {
      return remove(key, current);
    }
    if (current.path("metadata").has("deletionTimestamp")) {
      return current;
    }
    ObjectNode marked = current.deepCopy();
    Json.metadata(marked).put("deletionTimestamp", now());
    return store.put(key, marked);
  }

  private ObjectNode remove(Key key, ObjectNode object) {
    if (key.isOf(ResourceType.CRDS)) {
      ResourceType defined = ResourceType.of(object);
      removeAll(entry -> entry.isOf(defined));
    }
    if (key.isOf(ResourceType.NAMESPACES)) {
      removeAll(entry -> entry.namespace().equals(key.name()));
    }
    ObjectNode removed = store.remove(key);
    if (collectGarbage) {
      collectDependents(Json.metadata(object, "uid"));
    }
    return removed;
  }

  private void removeAll(Predicate<Key> which) {
    store.entries().map(Map.Entry::getKey).filter(which).forEach(store::remove);
  }

  /** As the garbage collector of the controller manager, but at once. */
  private void collectDependents(String uid) {
    store
        .entries()
        .filter(entry -> isOwnedBy(entry.getValue(), uid))
        .forEach(
            entry ->
                types()
                    .filter(entry.getKey()::isOf)
                    .findFirst()
                    .ifPresent(type -> delete(type, entry.getValue(), Json.object())));
  }

  private static boolean isOwnedBy(ObjectNode object, String uid) {
    for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
      if (reference.path("controller").asBoolean() && reference.path("uid").asText().equals(uid)) {
        return true;
      }
    }
    return false;
  }

  private void requireNamespace(String namespace) {
    if (store.get(ResourceType.NAMESPACES.key("", namespace)).isEmpty()) {
      throw ApiError.notFound("namespaces", namespace);
    }
  }

  private static void setByServer(ResourceType type, ObjectNode object) {
    ObjectNode metadata = Json.metadata(object);
    metadata.put("uid", UUID.randomUUID().toString()).put("creationTimestamp", now());
    metadata.remove(List.of("deletionTimestamp", "generation", "selfLink"));
    if (type.custom()) {
      metadata.put("generation", 1);
    }
    if (type.kindAndGroup().equals("Secret") && !object.has("type")) {
      object.put("type", "Opaque");
    }
    if (type.equals(ResourceType.CRDS)) {
      Json.establish(object);
    }
  }

  private static void account(Owner owner, ObjectNode before, ObjectNode after) {
    ManagedFields managed = ManagedFields.of(before);
    managed.update(owner, before, after);
    managed.writeTo(after, after.path("apiVersion").asText());
  }

  private static void requireVersion(ResourceType type, ObjectNode current, ObjectNode given) {
    String version = Json.metadata(given, "resourceVersion");
    String name = Json.metadata(current, "name");
    if (version.equals("0")) {
      throw ApiError.invalid(
          type.resource(), name, "metadata.resourceVersion: must be specified for an update");
    }
    if (!version.isEmpty() && !version.equals(Json.metadata(current, "resourceVersion"))) {
      throw ApiError.conflict(
          type.resource(),
          name,
          "the object has been modified; please apply your changes to the latest version and try"
              + " again");
    }
  }

  private static void keepWhatIsNotWritten(
      ResourceType type, ObjectNode current, ObjectNode object, boolean onStatus) {
    if (onStatus) {
      JsonNode status = object.get("status");
      JsonNode managed = Json.metadata(object).get("managedFields");
      object.removeAll();
      object.setAll(current.deepCopy());
      Json.replace(object, "status", status);
      Json.replace(Json.metadata(object), "managedFields", managed);
    } else if (type.hasStatus()) {
      Json.replace(object, "status", current.get("status"));
    }
    JsonNode was = current.path("metadata");
    SET_BY_SERVER.forEach(field -> Json.replace(Json.metadata(object), field, was.get(field)));
    Json.replace(Json.metadata(object), "resourceVersion", was.get("resourceVersion"));
  }

  void requireSameUid(ResourceType type, ObjectNode current, ObjectNode given) {
    String uid = Json.metadata(given, "uid");
    if (!uid.isEmpty() && !uid.equals(Json.metadata(current, "uid"))) {
      throw ApiError.invalid(
          type.kindAndGroup(),
          Json.metadata(current, "name"),
          "metadata.uid: Invalid value: \"%s\": field is immutable".formatted(uid));
    }
  }

  private static void requirePrecondition(
      ResourceType type, ObjectNode current, JsonNode preconditions, String field) {
    String wanted = preconditions.path(field).asText("");
    if (!wanted.isEmpty() && !wanted.equals(Json.metadata(current, field))) {
      throw ApiError.conflict(
          type.kindAndGroup(),
          Json.metadata(current, "name"),
          "the %s in the precondition (%s) does not match".formatted(field, wanted));
    }
  }

  private static boolean differBesidesStatus(ObjectNode one, ObjectNode other) {
    List<String> ignored = List.of("metadata", "status");
    return !one.deepCopy().remove(ignored).equals(other.deepCopy().remove(ignored));
  }

  private static boolean isDeleted(ObjectNode object) {
    return object.path("metadata").has("deletionTimestamp")
        && object.path("metadata").path("finalizers").isEmpty();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
