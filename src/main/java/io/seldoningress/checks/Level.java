package io.seldoningress.checks;

import io.seldoningress.annotation.Annotation;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A SeldonDeployment or one of its predictors, as a place of annotations that may stand on both.
 *
 * @param deployment the SeldonDeployment
 * @param predictor the predictor; empty for the SeldonDeployment itself
 */
record Level(SeldonDeployment deployment, Optional<Predictor> predictor) {

  static Stream<Level> all(SeldonDeployment deployment) {
    return Stream.concat(
        Stream.of(new Level(deployment, Optional.empty())),
        deployment.predictors().stream().map(one -> new Level(deployment, Optional.of(one))));
  }

  /** The value that holds here, wherever it stands; empty where it can't be read. */
  <T> Optional<T> value(Annotation<T> one) {
    return predictor.map(here -> one.of(deployment, here)).orElseGet(() -> one.of(deployment));
  }

  /** Whether an annotation stands here, in a form that can be read. */
  boolean has(Annotation<?> one) {
    return predictor.isPresent()
        ? one.of(predictor.orElseThrow()).isPresent()
        : one.of(deployment).isPresent();
  }

  /** That an annotation, where it stands here, is not allowed. */
  Stream<Finding> finding(Annotation<?> one, String allowed) {
    return Stream.of(one)
        .filter(this::has)
        .map(here -> new Finding(path(here), written(here), allowed));
  }

  private String path(Annotation<?> one) {
    return predictor.map(one::path).orElseGet(() -> one.path(deployment));
  }

  private String written(Annotation<?> one) {
    return predictor.map(one::written).orElseGet(() -> one.written(deployment)).orElseThrow();
  }
}
