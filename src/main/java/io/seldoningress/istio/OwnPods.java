package io.seldoningress.istio;

import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Map;

/** The pods that the Seldon operator makes of a SeldonDeployment. */
final class OwnPods {

  /**
   * The operator puts it on the pods of predictors, orchestrators and explainers, and Kubernetes
   * refuses a Deployment whose pods lack it, whatever labels a user adds. Its value is cut as the
   * name of the VirtualService is ({@code GetSeldonDeploymentName}).
   */
  private static final String ID_LABEL = "seldon-deployment-id";

  private OwnPods() {}

  static Map<String, String> labels(SeldonDeployment deployment) {
    return Map.of(ID_LABEL, Names.virtualService(deployment));
  }

  /**
   * Whether its pods call each other: an explainer calls its predictor, and an orchestrator the
   * nodes of the graph that are in other pods than itself.
   */
  static boolean callEachOther(SeldonDeployment deployment) {
    return separateEngine(deployment)
        || deployment.predictors().stream().anyMatch(OwnPods::hasSeveral);
  }

  private static boolean hasSeveral(Predictor predictor) {
    return predictor.explainer().isPresent() || predictor.graph().size() > 1;
  }

  /** The operator looks for it in the spec only. */
  private static boolean separateEngine(SeldonDeployment deployment) {
    return "true"
        .equalsIgnoreCase(deployment.getSpec().annotations().get(Annotations.SEPARATE_ENGINE));
  }
}
