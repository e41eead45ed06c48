package io.seldoningress.seldon;

import java.util.List;
import java.util.Map;

/**
 * The spec of a SeldonDeployment.
 *
 * @param annotations {@code spec.annotations} whose names start with {@value Annotations#PREFIX}
 * @param predictors in the order of the object
 */
public record SeldonDeploymentSpec(Map<String, String> annotations, List<Predictor> predictors) {

  public SeldonDeploymentSpec {
    annotations = Map.copyOf(annotations);
    predictors = List.copyOf(predictors);
  }
}
