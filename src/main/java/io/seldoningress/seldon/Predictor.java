package io.seldoningress.seldon;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the models that share the traffic of a SeldonDeployment.
 *
 * @param index its place in {@code spec.predictors}, from 0
 * @param name empty where there is none
 * @param shadow whether it gets copies of requests instead of a share
 * @param traffic its share in percent, for a shadow the percentage of requests copied; 0 where
 *     unset
 * @param annotations those whose names start with {@value Annotations#PREFIX}
 * @param versionLabel the label {@code version}, if written
 * @param graph the nodes of the inference graph, each before its children
 * @param containers the containers of all component specs, in order
 * @param explainer empty also where no type is given: the operator makes none then
 */
public record Predictor(
    int index,
    String name,
    boolean shadow,
    int traffic,
    Map<String, String> annotations,
    Optional<String> versionLabel,
    List<GraphNode> graph,
    List<Container> containers,
    Optional<Explainer> explainer) {

  public Predictor {
    annotations = Map.copyOf(annotations);
    graph = List.copyOf(graph);
    containers = List.copyOf(containers);
  }

  /** Whether it gets a share of the traffic. */
  public boolean live() {
    return !shadow;
  }

  /** The Service name that the user chose instead of the generated one. */
  public Optional<String> serviceName() {
    return Optional.ofNullable(annotations.get(Annotations.SERVICE_NAME));
  }

  /** Whether requests go straight to the model's container, without the service orchestrator. */
  public boolean withoutEngine() {
    return "true".equalsIgnoreCase(annotations.get(Annotations.NO_ENGINE));
  }

  /** The value of the label {@code version} that the operator puts on the pods. */
  public String version() {
    return versionLabel.orElse(name);
  }

  /** {@code spec.predictors[<index>]}. */
  public String path() {
    return "spec.predictors[" + index + "]";
  }

  /** The path of a field in it, for example {@code spec.predictors[0].traffic}. */
  public String path(String field) {
    return path() + "." + field;
  }
}
