package io.seldoningress.istio;

import io.seldoningress.seldon.Container;
import io.seldoningress.seldon.Explainer;
import io.seldoningress.seldon.GraphNode;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ports of the predictors of one SeldonDeployment, as the Seldon operator's defaulting gives
 * them.
 *
 * <p>Without a service orchestrator the model's container is called itself. The operator counts the
 * names of all containers through the whole SeldonDeployment, also of those that no route calls:
 * the first has port 9000, the second 9001, and a name that comes again has its port again. A port
 * that the container names {@code http} or {@code grpc} goes before the counted one, which is used
 * up all the same.
 */
public final class PortAssignment {

  /** Containers of the operator's own, never called from outside. */
  private static final Set<String> NOT_CALLED = Set.of("", "seldon-container-engine", "tfserving");

  private final RoutingSettings settings;
  private final Map<String, Integer> places;

  private PortAssignment(RoutingSettings settings, Map<String, Integer> places) {
    this.settings = settings;
    this.places = places;
  }

  /** Assigns the ports of all predictors. */
  public static PortAssignment of(SeldonDeployment deployment, RoutingSettings settings) {
    Map<String, Integer> places = new HashMap<>();
    if (deployment.predictors().stream().anyMatch(Predictor::withoutEngine)) {
      deployment.predictors().stream()
          .flatMap(predictor -> containers(predictor).stream())
          .forEach(container -> places.putIfAbsent(container.name(), places.size()));
    }
    return new PortAssignment(settings, places);
  }

  /**
   * The ports of a predictor, possibly out of range as written; empty where no container can be
   * called.
   */
  public Optional<ServicePorts> ports(Predictor predictor) {
    if (!predictor.withoutEngine()) {
      return Optional.of(
          new ServicePorts(settings.executorHttpPort(), settings.executorGrpcPort()));
    }
    return called(predictor).map(this::ports);
  }

  /** The port of an explainer's Service, possibly out of range as written; 0 stands for unset. */
  public static int explainerPort(Explainer explainer, RoutingSettings settings) {
    return explainer.servicePort() == 0 ? settings.explainerPort() : explainer.servicePort();
  }

  private ServicePorts ports(Container container) {
    int place = places.get(container.name());
    return new ServicePorts(
        container.port(Container.HTTP).orElse(settings.noEngineHttpPort() + place),
        container.port(Container.GRPC).orElse(settings.noEngineGrpcPort() + place));
  }

  /**
   * The container that is called: the one that the graph names. Of a graph of several nodes, which
   * Seldon's webhook refuses without an orchestrator, the operator calls the last container.
   */
  private static Optional<Container> called(Predictor predictor) {
    Set<String> nodes =
        predictor.graph().stream().map(GraphNode::name).collect(Collectors.toUnmodifiableSet());
    return containers(predictor).stream()
        .filter(container -> nodes.contains(container.name()))
        .filter(container -> !NOT_CALLED.contains(container.name()))
        .reduce((first, second) -> second);
  }

  /** Those written, then those that the operator adds for prepackaged servers without one. */
  private static List<Container> containers(Predictor predictor) {
    Set<String> written =
        predictor.containers().stream().map(Container::name).collect(Collectors.toSet());
    List<Container> containers = new ArrayList<>(predictor.containers());
    for (GraphNode node : predictor.graph()) {
      if (node.prepackaged() && written.add(node.name())) {
        containers.add(new Container(node.name(), List.of()));
      }
    }
    return containers;
  }
}
