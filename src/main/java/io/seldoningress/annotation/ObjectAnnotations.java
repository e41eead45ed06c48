package io.seldoningress.annotation;

import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.PassedOn;
import io.seldoningress.text.DnsNames;
import java.util.List;
import java.util.Optional;

/** What the generated objects have of the SeldonDeployment's metadata, and who sees them. */
public final class ObjectAnnotations {

  private static final String ALL = "*";

  /** Each object has them all once more. */
  private static final int MOST_NAMESPACES = 100;

  private static final String EXPORT_ALLOWED =
      "a comma list of at most "
          + MOST_NAMESPACES
          + " namespaces and '.', the SeldonDeployment's own, or '*' alone, which is all";
  private static final String METADATA = "VirtualService and DestinationRule metadata.";

  public static final Annotation<List<String>> EXPORT_TO =
      Annotation.onDeployment(
          "istio-export-to",
          Forms.commaList(EXPORT_ALLOWED, ObjectAnnotations::namespace)
              .where(EXPORT_ALLOWED, ObjectAnnotations::allOrSome),
          new Note(
              "VirtualService and DestinationRule spec.exportTo",
              "the default of the mesh, all namespaces",
              "istio-system,.",
              "In which namespaces gateways and sidecars follow the routes. Those of its gateways' pods have to be among them."));

  public static final Annotation<List<String>> LABELS =
      Annotation.onDeployment(
          "istio-labels",
          names("labels", "none that this controller sets itself"),
          new Note(
              METADATA + "labels",
              "none but the controller's own",
              "team,istio.io/rev",
              "Labels of the SeldonDeployment that its objects get, too."));

  public static final Annotation<List<String>> ANNOTATIONS =
      Annotation.onDeployment(
          "istio-annotations",
          names("annotations", "none that a tool keeps a whole object in"),
          new Note(
              METADATA + "annotations",
              "none",
              "example.com/owner",
              "Annotations in the SeldonDeployment's metadata that its objects get, too, of at most %d characters each."
                  .formatted(PassedOn.MOST_CHARACTERS)));

  static final List<Annotation<?>> LIST = List.of(EXPORT_TO, LABELS, ANNOTATIONS);

  private ObjectAnnotations() {}

  private static Optional<String> namespace(String text) {
    return Optional.of(text)
        .filter(one -> one.equals(".") || one.equals(ALL) || DnsNames.isLabel(one));
  }

  private static boolean allOrSome(List<String> namespaces) {
    return namespaces.size() == 1
        || (!namespaces.contains(ALL) && namespaces.size() <= MOST_NAMESPACES);
  }

  private static Form<List<String>> names(String what, String but) {
    String allowed =
        "a comma list of at most %d names of %s of the SeldonDeployment, %s"
            .formatted(PassedOn.MOST_NAMES, what, but);
    return Forms.commaList(allowed, ObjectAnnotations::name)
        .where(allowed, names -> names.size() <= PassedOn.MOST_NAMES);
  }

  private static Optional<String> name(String text) {
    return Optional.of(text)
        .filter(DnsNames::isQualifiedName)
        .filter(name -> !Annotations.keepsObject(name));
  }
}
