package io.seldoningress.testing;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.Controller;
import io.seldoningress.component.informer.KubernetesInformerComponent;
import io.seldoningress.leader.LeaseClusterService;
import io.seldoningress.queue.KeyedQueue;
import io.seldoningress.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/**
 * The controller with the routes of the product, in this process, against a server of the tests.
 */
public final class RunningController implements AutoCloseable {

  /** The routes that the product ships. */
  public static final Path ROUTES = Path.of("routes");

  private final RequestLog requests;
  private final KubernetesClient client;
  private final Main main;

  private RunningController(
      ApiServer server, Settings settings, RequestLog log, String name, Consumer<Main> prepare) {
    requests = log;
    DefaultGateway.install(server, settings);
    client = server.newClient(log, name);
    main = Controller.camel(settings, client, name);
    prepare.accept(main);
    main.start();
  }

  /**
   * Starts a controller.
   *
   * @param server the cluster
   * @param properties settings that differ from their defaults
   */
  public static RunningController start(ApiServer server, Map<String, String> properties) {
    return start(server, properties, any -> {});
  }

  /**
   * The same with something done to Camel before it starts.
   *
   * @param prepare gets what has no context yet
   */
  public static RunningController start(
      ApiServer server, Map<String, String> properties, Consumer<Main> prepare) {
    return start(server, properties, new RequestLog(), "controller", prepare);
  }

  /**
   * Starts one of several controllers.
   *
   * @param log gets its requests, perhaps among those of others
   * @param name its name among its replicas, and the User-Agent of its requests
   */
  public static RunningController start(
      ApiServer server, Map<String, String> properties, RequestLog log, String name) {
    return start(server, properties, log, name, any -> {});
  }

  private static RunningController start(
      ApiServer server,
      Map<String, String> properties,
      RequestLog log,
      String name,
      Consumer<Main> prepare) {
    Map<String, String> settings = new HashMap<>(properties);
    settings.putIfAbsent("routes.directory", ROUTES.toString());
    settings.putIfAbsent("queue.initialDelay", "100ms");
    settings.putIfAbsent("leaderElection.enabled", "false");
    settings.putIfAbsent("management.enabled", "false");
    return new RunningController(server, Settings.of(settings, Map.of()), log, name, prepare);
  }

  /** The requests of the controller. */
  public RequestLog requests() {
    return requests;
  }

  /** The context that its routes run in. */
  public CamelContext context() {
    return main.getCamelContext();
  }

  /** Whether it leads; only where leader election is enabled. */
  public boolean leads() {
    return context().hasService(LeaseClusterService.class).isLeader("");
  }

  /** How many objects a route has ready, in back-off and in work. */
  public KeyedQueue.Depth depth(String route) {
    return informers().queueDepths().getOrDefault(route, new KeyedQueue.Depth(0, 0, 0));
  }

  /**
   * Whether no route has an object to handle, now or after a back-off. The Gateway that it keeps
   * comes back for its certificates all the time. Looked at twice, because one route may wake an
   * object of another while the queues are read one after the other.
   */
  public boolean idle() {
    return Stream.generate(this::looksIdle).limit(2).allMatch(idle -> idle);
  }

  private boolean looksIdle() {
    return informers().queueDepths().entrySet().stream()
        .allMatch(
            route ->
                route.getValue().ready() + route.getValue().running() == 0
                    && (route.getValue().waiting() == 0 || route.getKey().equals("gateways")));
  }

  /** Why resources can't be watched now. */
  public List<String> problems() {
    return informers().problems();
  }

  private KubernetesInformerComponent informers() {
    return context().getComponent("kubernetes-informer", KubernetesInformerComponent.class);
  }

  @Override
  public void close() {
    main.stop();
    client.close();
  }
}
