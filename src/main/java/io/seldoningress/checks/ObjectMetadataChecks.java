package io.seldoningress.checks;

import io.seldoningress.annotation.ObjectAnnotations;
import io.seldoningress.istio.Labels;
import io.seldoningress.istio.PassedOnMetadata;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.PassedOn;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules for what generated objects get of the SeldonDeployment's metadata, and who sees them. */
final class ObjectMetadataChecks {

  private static final String OWN = ".";

  private ObjectMetadataChecks() {}

  /** Our objects are found by their labels, so nobody else's value may stand there. */
  static Stream<Finding> ownLabels(SeldonDeployment deployment) {
    String allowed =
        "labels that this controller does not set itself, so none of "
            + Labels.NAMES.stream().sorted().collect(Collectors.joining(", "));
    return ObjectAnnotations.LABELS.of(deployment).stream()
        .flatMap(List::stream)
        .filter(Labels.NAMES::contains)
        .map(name -> new Finding(ObjectAnnotations.LABELS.path(deployment), name, allowed));
  }

  static Stream<Finding> shortAnnotations(SeldonDeployment deployment) {
    return PassedOnMetadata.annotations(deployment).entrySet().stream()
        .filter(one -> one.getValue().length() > PassedOn.MOST_CHARACTERS)
        .map(
            one ->
                new Finding(
                    "metadata." + Annotations.path(one.getKey()),
                    one.getValue(),
                    "at most %d characters, as it is passed on"
                        .formatted(PassedOn.MOST_CHARACTERS)));
  }

  /** Istio takes both for one namespace written twice, and refuses the object. */
  static Stream<Finding> exportedOnce(SeldonDeployment deployment) {
    return ObjectAnnotations.EXPORT_TO.of(deployment).stream()
        .filter(names -> names.contains(OWN) && names.contains(deployment.namespace()))
        .map(
            names ->
                new Finding(
                    ObjectAnnotations.EXPORT_TO.path(deployment),
                    String.join(",", names),
                    "each namespace once; '.' is '%s'".formatted(deployment.namespace())));
  }
}
