package io.seldoningress.testing.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Leaves of an object that somebody owns. Lists are leaves (atomic), except finalizers, which are a
 * set, and owner references, which merge by uid; an empty object is a leaf.
 */
record FieldSet(Set<FieldPath> paths) {

  /** What the server writes itself, so that nobody owns it. */
  private static final Set<FieldPath> OF_THE_SERVER =
      Stream.concat(
              Stream.of("apiVersion", "kind").map(FieldPath.ROOT::field),
              Stream.of(
                      "name",
                      "namespace",
                      "uid",
                      "resourceVersion",
                      "generation",
                      "creationTimestamp",
                      "deletionTimestamp",
                      "selfLink",
                      "managedFields")
                  .map(FieldPath.ROOT.field("metadata")::field))
          .collect(Collectors.toUnmodifiableSet());

  /** The leaves of {@code object} that can be owned. */
  static FieldSet of(ObjectNode object) {
    Set<FieldPath> leaves = new LinkedHashSet<>();
    collect(object, FieldPath.ROOT, leaves);
    return new FieldSet(leaves);
  }

  static FieldSet fromFieldsV1(JsonNode fields) {
    Set<FieldPath> leaves = new LinkedHashSet<>();
    collectSteps(fields, FieldPath.ROOT, leaves);
    return new FieldSet(leaves);
  }

  ObjectNode toFieldsV1() {
    ObjectNode fields = Json.object();
    for (FieldPath path : paths) {
      ObjectNode at = fields;
      for (String step : path.steps()) {
        at = at.get(step) instanceof ObjectNode inner ? inner : at.putObject(step);
      }
    }
    return fields;
  }

  FieldSet plus(FieldSet other) {
    Set<FieldPath> all = new LinkedHashSet<>(paths);
    all.addAll(other.paths);
    return new FieldSet(all);
  }

  FieldSet minus(FieldSet other) {
    return where(path -> !other.paths.contains(path));
  }

  FieldSet where(Predicate<FieldPath> which) {
    return new FieldSet(
        paths.stream().filter(which).collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  boolean isEmpty() {
    return paths.isEmpty();
  }

  private static void collect(JsonNode node, FieldPath at, Set<FieldPath> leaves) {
    if (OF_THE_SERVER.contains(at)) {
      return;
    }
    if (node.isObject() && !node.isEmpty()) {
      node.properties().forEach(e -> collect(e.getValue(), at.field(e.getKey()), leaves));
    } else if (at.equals(FieldPath.ROOT.field("metadata").field("ownerReferences"))) {
      node.forEach(reference -> leaves.add(at.owner(reference)));
    } else if (at.equals(FieldPath.ROOT.field("metadata").field("finalizers"))) {
      node.forEach(value -> leaves.add(at.element(value)));
    } else if (!node.isNull() && !at.equals(FieldPath.ROOT.field("metadata"))) {
      leaves.add(at);
    }
  }

  private static void collectSteps(JsonNode fields, FieldPath at, Set<FieldPath> leaves) {
    if (fields.isEmpty()) {
      leaves.add(at);
    }
    fields.properties().forEach(e -> collectSteps(e.getValue(), at.then(e.getKey()), leaves));
  }
}
