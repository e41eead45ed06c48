package io.seldoningress.component.informer;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.queue.KeyedQueue.Depth;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.RequestLog;
import io.seldoningress.testing.embedded.ApiRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.slf4j.LoggerFactory;

/** A Camel context with the component, against an API server of its own. */
abstract class InformerFixture {

  static final String CONFIG_MAPS = "kubernetes-informer:v1/configmaps?namespaces=default";

  final EmbeddedApiServer server;

  /** Of the test; the requests of the component are in {@link #requests}. */
  final KubernetesClient client;

  final RequestLog requests = new RequestLog();
  final DefaultCamelContext context = new DefaultCamelContext();
  final KubernetesInformerComponent component = new KubernetesInformerComponent();
  final Received received = new Received();
  private final KubernetesClient clientOfComponent;

  static {
    // As in the product: each retry would log a stack trace.
    ((Logger) LoggerFactory.getLogger("io.fabric8.kubernetes.client.informers"))
        .setLevel(Level.OFF);
  }

  InformerFixture() {
    this(EmbeddedApiServer.start());
  }

  InformerFixture(EmbeddedApiServer server) {
    this.server = server;
    client = server.newClient();
    clientOfComponent = server.newClient(requests);
    component.setKubernetesClient(clientOfComponent);
    context.addComponent("kubernetes-informer", component);
    context.getShutdownStrategy().setTimeout(20);
  }

  @AfterEach
  void stop() {
    context.stop();
    clientOfComponent.close();
    client.close();
    server.close();
  }

  /** Adds a route that hands its exchanges to {@link #received}. */
  void addRoute(String id, String uri) {
    addRoute(id, uri, received);
  }

  void addRoute(String id, String uri, Processor... processors) {
    addRouteOf(id, uri, route -> List.of(processors).forEach(route::process));
  }

  void addRouteOf(String id, String uri, Consumer<RouteDefinition> steps) {
    try {
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              errorHandler(noErrorHandler());
              steps.accept(from(uri).routeId(id));
            }
          });
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  void removeRoute(String id) throws Exception {
    context.getRouteController().stopRoute(id);
    context.removeRoute(id);
  }

  void createNamespace(String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  ConfigMap create(String name, String... labels) {
    return client.resource(configMap("default", name, labels)).create();
  }

  static ConfigMap configMap(String namespace, String name, String... labels) {
    ConfigMapBuilder builder =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .endMetadata()
            .withData(Map.of("value", "0"));
    for (String label : labels) {
      String[] parts = label.split("=", 2);
      builder.editMetadata().addToLabels(parts[0], parts[1]).endMetadata();
    }
    return builder.build();
  }

  /** What a test does while the server refuses something. */
  interface Meanwhile {
    void run() throws Exception;
  }

  void whileRefused(Predicate<ApiRequest> which, int code, String reason, Meanwhile meanwhile)
      throws Exception {
    AutoCloseable refusal = server.refuse(which, code, reason);
    try {
      meanwhile.run();
    } finally {
      refusal.close();
    }
  }

  /** Changes the value of a ConfigMap. */
  ConfigMap change(String name, Object value) {
    return client
        .configMaps()
        .inNamespace("default")
        .withName(name)
        .edit(
            found ->
                new ConfigMapBuilder(found).withData(Map.of("value", value.toString())).build());
  }

  void delete(String name) {
    client.configMaps().inNamespace("default").withName(name).delete();
  }

  void awaitWatching() {
    eventually().until(() -> component.problems().isEmpty());
  }

  /**
   * Waits until the component has seen everything that was written before: events of a resource
   * come in order, so a last one is sent after them, to a route of its own.
   */
  void awaitAllSeen() {
    String name = "sentinel-" + System.nanoTime();
    create(name);
    eventually().until(() -> received.all().stream().anyMatch(one -> one.startsWith(name)));
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));
  }

  Depth depth(String routeId) {
    return component.queueDepths().getOrDefault(routeId, new Depth(-1, -1, -1));
  }

  /** The value of a ConfigMap in the cache; empty where there is none. */
  String cached(String name) {
    ResourceInformer<?> informer =
        component.informers().of(GroupVersionResource.parse("v1/configmaps")).get(0);
    return informer.cache().get(new ResourceKey("default", name)).map(Received::value).orElse("");
  }

  static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10));
  }

  long lists(String plural) {
    return requests.count(
        entry ->
            entry.method().equals("GET")
                && entry.path().endsWith("/" + plural)
                && !entry.query().contains("watch=true"));
  }

  long watches(String plural) {
    return requests.count(
        entry ->
            entry.method().equals("GET")
                && entry.path().endsWith("/" + plural)
                && entry.query().contains("watch=true"));
  }
}
