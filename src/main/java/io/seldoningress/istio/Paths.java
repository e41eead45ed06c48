package io.seldoningress.istio;

import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;

/** The prefixes of the paths that HTTP requests are routed by; each ends in a slash. */
final class Paths {

  private Paths() {}

  static List<String> ofPredictors(SeldonDeployment deployment) {
    return List.of("/seldon/" + deployment.namespace() + "/" + deployment.name() + "/");
  }

  static List<String> ofExplainer(SeldonDeployment deployment, Predictor predictor) {
    return List.of(
        "/seldon/%s/%s-explainer/%s/"
            .formatted(deployment.namespace(), deployment.name(), predictor.name()));
  }
}
