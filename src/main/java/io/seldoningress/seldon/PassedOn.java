package io.seldoningress.seldon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The annotations of others that a SeldonDeployment has passed on to its objects: they are kept,
 * while all others are dropped.
 *
 * @param names their names
 */
public record PassedOn(Set<String> names) {

  /** More than anybody passes on; a tenant may name thousands. */
  public static final int MOST_NAMES = 20;

  /** The longest value that is passed on: it is in memory once more with every object. */
  public static final int MOST_CHARACTERS = 1_000;

  public PassedOn {
    names = Set.copyOf(names);
  }

  /**
   * Those that a SeldonDeployment names, also in a list that is refused.
   *
   * @param object the whole object
   */
  static PassedOn of(JsonNode object) {
    return list(object.path("spec")).or(() -> list(object.path("metadata"))).stream()
        .flatMap(list -> Arrays.stream(list.split(",", -1)))
        .map(String::strip)
        .filter(name -> !Annotations.keepsObject(name))
        .distinct()
        .limit(MOST_NAMES)
        .collect(Collectors.collectingAndThen(Collectors.toUnmodifiableSet(), PassedOn::new));
  }

  private static Optional<String> list(JsonNode part) {
    return Optional.ofNullable(
        part.path("annotations").path(Annotations.ISTIO_ANNOTATIONS).textValue());
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  /** What is kept of a value: enough to see that it is too long. */
  static String kept(String value) {
    return value.length() > MOST_CHARACTERS ? value.substring(0, MOST_CHARACTERS + 1) : value;
  }
}
