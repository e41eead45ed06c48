package io.seldoningress.istio;

import io.seldoningress.annotation.HostAnnotations;
import io.seldoningress.annotation.Rewrite;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The prefixes of the paths that HTTP requests are routed by; each ends in a slash. */
public final class Paths {

  /** Where every SeldonDeployment has a space that nobody else may be in. */
  public static final String SELDON = "/seldon/";

  private Paths() {}

  /** Those of the predictors, each once; that of Seldon where no other is annotated. */
  public static List<String> ofPredictors(SeldonDeployment deployment) {
    return HostAnnotations.PATH
        .of(deployment)
        .map(templates -> expanded(templates, deployment, ""))
        .orElseGet(() -> List.of(space(deployment)));
  }

  /** Those of a predictor's explainer, each once. */
  public static List<String> ofExplainer(SeldonDeployment deployment, Predictor predictor) {
    return HostAnnotations.EXPLAINER_PATH
        .of(deployment)
        .map(templates -> expanded(templates, deployment, predictor.name()))
        .orElseGet(() -> List.of(explainerSpace(deployment, predictor)));
  }

  /** Those of all explainers, each once; the annotation is read once, however many there are. */
  static Stream<String> ofExplainers(SeldonDeployment deployment) {
    Optional<List<String>> templates = HostAnnotations.EXPLAINER_PATH.of(deployment);
    return deployment.predictors().stream()
        .filter(predictor -> predictor.explainer().isPresent())
        .flatMap(
            one ->
                templates
                    .map(all -> expanded(all, deployment, one.name()).stream())
                    .orElseGet(() -> Stream.of(explainerSpace(deployment, one))))
        .distinct();
  }

  /** Seldon's path of a SeldonDeployment: it and all below are its own. */
  public static String space(SeldonDeployment deployment) {
    return SELDON + deployment.namespace() + "/" + deployment.name() + "/";
  }

  /** Seldon's path of an explainer: it and all below are its own. */
  public static String explainerSpace(SeldonDeployment deployment, Predictor predictor) {
    return "%s%s/%s-explainer/%s/"
        .formatted(SELDON, deployment.namespace(), deployment.name(), predictor.name());
  }

  /** What predictors get in place of the prefix. */
  static Rewrite rewrite(SeldonDeployment deployment) {
    return HostAnnotations.REWRITE.of(deployment).orElse(Rewrite.ROOT);
  }

  private static List<String> expanded(
      List<String> templates, SeldonDeployment deployment, String predictor) {
    return templates.stream()
        .map(
            template ->
                template
                    .replace("{namespace}", deployment.namespace())
                    .replace("{name}", deployment.name())
                    .replace("{predictor}", predictor))
        .distinct()
        .toList();
  }
}
