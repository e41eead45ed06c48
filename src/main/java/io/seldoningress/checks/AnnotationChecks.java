package io.seldoningress.checks;

import io.seldoningress.annotation.AllAnnotations;
import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.Fault;
import io.seldoningress.annotation.Place;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.stream.Stream;

/** Rules for every annotation: it stands where it may, and its value is written as it must be. */
final class AnnotationChecks {

  private AnnotationChecks() {}

  static Stream<Finding> readable(SeldonDeployment deployment) {
    // Most have none, and each state of each SeldonDeployment comes by here.
    return hasAny(deployment)
        ? AllAnnotations.LIST.stream().flatMap(one -> findings(one, deployment))
        : Stream.empty();
  }

  private static boolean hasAny(SeldonDeployment deployment) {
    return !deployment.metadataAnnotations().isEmpty()
        || !deployment.getSpec().annotations().isEmpty()
        || deployment.predictors().stream().anyMatch(one -> !one.annotations().isEmpty());
  }

  private static Stream<Finding> findings(Annotation<?> one, SeldonDeployment deployment) {
    Stream<Finding> onDeployment =
        one.written(deployment).stream()
            .flatMap(text -> findings(one, Place.DEPLOYMENT, text, one.path(deployment)));
    return Stream.concat(
        onDeployment,
        deployment.predictors().stream().flatMap(predictor -> findings(one, predictor)));
  }

  private static Stream<Finding> findings(Annotation<?> one, Predictor predictor) {
    return one.written(predictor).stream()
        .flatMap(text -> findings(one, Place.PREDICTOR, text, one.path(predictor)));
  }

  private static Stream<Finding> findings(
      Annotation<?> one, Place place, String text, String path) {
    if (!one.places().contains(place)) {
      // What the operator passes over does no harm here either.
      return one.tolerant()
          ? Stream.empty()
          : Stream.of(new Finding(path, text, "nothing; it belongs on the " + other(one)));
    }
    List<Fault> faults = one.form().read(text).faults();
    return faults.stream()
        .map(fault -> new Finding(path + fault.path(), fault.value(), fault.allowed()));
  }

  private static Place other(Annotation<?> one) {
    return one.places().iterator().next();
  }
}
