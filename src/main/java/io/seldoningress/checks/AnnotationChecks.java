package io.seldoningress.checks;

import io.seldoningress.annotation.AllAnnotations;
import io.seldoningress.annotation.Annotation;
import io.seldoningress.annotation.Fault;
import io.seldoningress.annotation.Place;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules for every annotation: it stands where it may, and its value is written as it must be. */
final class AnnotationChecks {

  private AnnotationChecks() {}

  static Stream<Finding> readable(SeldonDeployment deployment) {
    return AllAnnotations.LIST.stream()
        .flatMap(
            one ->
                Stream.concat(
                    onDeployment(one, deployment),
                    deployment.predictors().stream()
                        .flatMap(predictor -> onPredictor(one, predictor))));
  }

  private static Stream<Finding> onDeployment(Annotation<?> one, SeldonDeployment deployment) {
    return findings(one, Place.DEPLOYMENT, one.written(deployment), one.path(deployment));
  }

  private static Stream<Finding> onPredictor(Annotation<?> one, Predictor predictor) {
    return findings(one, Place.PREDICTOR, one.written(predictor), one.path(predictor));
  }

  private static Stream<Finding> findings(
      Annotation<?> one, Place place, Optional<String> written, String path) {
    return written.stream().flatMap(text -> findings(one, place, text, path));
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
