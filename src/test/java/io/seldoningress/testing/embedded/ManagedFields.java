package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Who owns which fields: {@code metadata.managedFields} of one object. */
final class ManagedFields {

  private final Map<Owner, FieldSet> entries = new LinkedHashMap<>();
  private final Map<Owner, String> times = new LinkedHashMap<>();

  /**
   * Managers of one name own apart what they apply and what they write otherwise.
   *
   * @param operation {@code Apply} or {@code Update}
   * @param subresource empty for the object itself
   */
  record Owner(String manager, String operation, String subresource) {

    static Owner of(ApiRequest request, String operation) {
      return new Owner(request.manager(), operation, request.subresource());
    }
  }

  static ManagedFields of(JsonNode object) {
    ManagedFields fields = new ManagedFields();
    for (JsonNode entry : object.path("metadata").path("managedFields")) {
      Owner owner =
          new Owner(
              entry.path("manager").asText(),
              entry.path("operation").asText(),
              entry.path("subresource").asText(""));
      fields.entries.put(owner, FieldSet.fromFieldsV1(entry.path("fieldsV1")));
      fields.times.put(owner, entry.path("time").asText());
    }
    return fields;
  }

  FieldSet ownedBy(Owner owner) {
    return entries.getOrDefault(owner, new FieldSet(Set.of()));
  }

  /** What anybody but {@code owner} owns. */
  Map<Owner, FieldSet> ownedByOthers(Owner owner) {
    Map<Owner, FieldSet> others = new LinkedHashMap<>(entries);
    others.remove(owner);
    return others;
  }

  /** From now on {@code owner} owns these, and others what they own already. */
  void own(Owner owner, FieldSet fields) {
    if (!Objects.equals(entries.get(owner), fields)) {
      times.put(owner, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
      entries.put(owner, fields);
    }
  }

  /** Nobody but {@code owner} owns these any more. */
  void takeFromOthers(Owner owner, FieldSet fields) {
    entries.replaceAll((other, owned) -> other.equals(owner) ? owned : owned.minus(fields));
  }

  /**
   * Accounts for a write that is no server-side apply: who changes a field owns it alone, who
   * removes one takes it from everybody.
   */
  void update(Owner owner, ObjectNode before, ObjectNode after) {
    FieldSet was = FieldSet.of(before);
    FieldSet is = FieldSet.of(after);
    FieldSet removed = was.minus(is);
    FieldSet changed = is.where(path -> !path.find(before).equals(path.find(after)));
    if (!removed.isEmpty() || !changed.isEmpty()) {
      takeFromOthers(owner, removed.plus(changed));
      own(owner, ownedBy(owner).minus(removed).plus(changed));
    }
  }

  void writeTo(ObjectNode object, String apiVersion) {
    ObjectNode metadata = Json.metadata(object);
    metadata.remove("managedFields");
    entries.forEach(
        (owner, fields) -> {
          if (!fields.isEmpty()) {
            metadata.withArrayProperty("managedFields").add(entry(owner, fields, apiVersion));
          }
        });
  }

  private ObjectNode entry(Owner owner, FieldSet fields, String apiVersion) {
    ObjectNode entry =
        Json.object()
            .put("manager", owner.manager())
            .put("operation", owner.operation())
            .put("apiVersion", apiVersion)
            .put("time", times.get(owner))
            .put("fieldsType", "FieldsV1");
    entry.set("fieldsV1", fields.toFieldsV1());
    if (!owner.subresource().isEmpty()) {
      entry.put("subresource", owner.subresource());
    }
    return entry;
  }
}
