package io.seldoningress.istio;

import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.ObjectAnnotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What every object of a SeldonDeployment gets of its metadata. */
public final class PassedOnMetadata {

  private PassedOnMetadata() {}

  /** The labels that it names and has. */
  static SortedMap<String, String> labels(SeldonDeployment deployment) {
    return named(deployment, ObjectAnnotations.LABELS, deployment.getMetadata().getLabels());
  }

  /** The annotations that it names and has. */
  public static SortedMap<String, String> annotations(SeldonDeployment deployment) {
    return named(
        deployment, ObjectAnnotations.ANNOTATIONS, deployment.getMetadata().getAnnotations());
  }

  private static SortedMap<String, String> named(
      SeldonDeployment deployment, Annotation<List<String>> names, Map<String, String> values) {
    Map<String, String> there = Optional.ofNullable(values).orElse(Map.of());
    SortedMap<String, String> named = new TreeMap<>();
    names.of(deployment).stream()
        .flatMap(List::stream)
        .filter(there::containsKey)
        .forEach(name -> named.put(name, there.get(name)));
    return named;
  }
}
