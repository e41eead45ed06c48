package io.seldoningress.it;

import static org.awaitility.Awaitility.await;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.RequestLog;
import io.seldoningress.testing.RequestLog.Entry;
import io.seldoningress.testing.RunningController;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * What the controller does to a cluster, held against the embedded API server and the real one.
 * Each test has a namespace and a controller of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ControllerContract {

  static final String SENTINEL = "sentinel";
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  KubernetesClient client;
  String namespace;
  RunningController controller;
  private int sentinels;

  /** The server that the contract is held against. */
  abstract ApiServer server();

  @BeforeAll
  void connect() {
    client = server().newClient();
  }

  @AfterAll
  void disconnect() {
    client.close();
  }

  @BeforeEach
  void makeNamespace() {
    namespace = server().newNamespace("models");
  }

  @AfterEach
  void stopController() {
    if (controller != null) {
      controller.close();
      controller = null;
    }
  }

  void startController() {
    startController(Map.of());
  }

  /**
   * Starts the controller for this test's namespace, with settings that differ from the defaults.
   */
  void startController(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("watch.namespaces", namespace);
    controller = RunningController.start(server(), all);
  }

  RequestLog requests() {
    return controller.requests();
  }

  /**
   * Waits until everything is handled that was written before this call: events of a resource come
   * in order, so it all is in the queues when the routes of one more SeldonDeployment are written.
   */
  void awaitAllHandled() {
    awaitSentinel();
    eventually().until(controller::idle);
  }

  /** One that there has not been yet: another apply of the same would be no event. */
  void awaitSentinel() {
    String sentinel = SENTINEL + "-" + ++sentinels;
    apply(sentinel, predictors("main"));
    awaitVirtualService(sentinel);
  }

  /** The writes of the controller, without those for {@link #awaitAllHandled}. */
  List<Entry> writes() {
    return requests().writes().stream().filter(entry -> !entry.path().contains(SENTINEL)).toList();
  }

  /** Whether a request is about the status of an object. */
  static boolean isOnStatus(Entry entry) {
    return entry.path().endsWith("/status");
  }

  static ConditionFactory eventually() {
    return await().atMost(DEADLINE).pollInterval(Duration.ofMillis(25)).ignoreNoExceptions();
  }

  /** Creates or changes a SeldonDeployment, as {@code kubectl apply} would. */
  GenericKubernetesResource apply(String name, String metadata, String spec) {
    return client
        .resource(seldonDeployment(name, metadata, spec))
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("user")
                .withForce(true)
                .build());
  }

  GenericKubernetesResource apply(String name, String spec) {
    return apply(name, "", spec);
  }

  GenericKubernetesResource seldonDeployment(String name, String metadata, String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: machinelearning.seldon.io/v1
        kind: SeldonDeployment
        metadata: {name: "%s", namespace: "%s"%s}
        spec: %s
        """
            .formatted(name, namespace, metadata.isEmpty() ? "" : ", " + metadata, spec),
        GenericKubernetesResource.class);
  }

  /** A spec with these predictors, each {@code name=traffic} or only a name. */
  static String predictors(String... predictors) {
    return List.of(predictors).stream()
        .map(ControllerContract::predictor)
        .collect(Collectors.joining(", ", "{predictors: [", "]}"));
  }

  private static String predictor(String text) {
    String[] parts = text.split("=", -1);
    String traffic = parts.length == 1 ? "" : ", traffic: " + parts[1];
    return "{name: %s%s, graph: {name: classifier}, componentSpecs: [{spec: {containers: [{name: classifier, image: x}]}}]}"
        .formatted(parts[0], traffic);
  }

  void delete(String name) {
    deployment(name).delete();
  }

  Resource<GenericKubernetesResource> deployment(String name) {
    return client
        .genericKubernetesResources("machinelearning.seldon.io/v1", "SeldonDeployment")
        .inNamespace(namespace)
        .withName(name);
  }

  Resource<VirtualService> virtualService(String name) {
    return client.resources(VirtualService.class).inNamespace(namespace).withName(name);
  }

  Resource<DestinationRule> destinationRule(String name) {
    return client.resources(DestinationRule.class).inNamespace(namespace).withName(name);
  }

  void awaitVirtualService(String name) {
    eventually().until(() -> virtualService(name).get() != null);
  }

  /** The shares of the HTTP route of a VirtualService, as {@code subset=weight}. */
  String shares(String virtualService) {
    VirtualService found = virtualService(virtualService).get();
    return found == null ? "none" : shares(found);
  }

  static String shares(VirtualService virtualService) {
    return virtualService.getSpec().getHttp().get(0).getRoute().stream()
        .map(route -> route.getDestination().getSubset() + "=" + route.getWeight())
        .collect(Collectors.joining(" "));
  }

  void awaitShares(String virtualService, String shares) {
    eventually().until(() -> shares(virtualService), shares::equals);
  }

  List<Event> warnings(String name) {
    return client.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getType().equals("Warning"))
        .filter(event -> event.getInvolvedObject().getName().equals(name))
        .toList();
  }

  String awaitWarning(String name, String reason) {
    return eventually()
        .until(
            () ->
                warnings(name).stream()
                    .filter(event -> event.getReason().equals(reason))
                    .map(Event::getMessage)
                    .findFirst()
                    .orElse(""),
            message -> !message.isEmpty());
  }

  /** Writes an object as another field manager does. */
  <T extends HasMetadata> T applyAs(String manager, T object) {
    return client.resource(object).fieldManager(manager).forceConflicts().serverSideApply();
  }

  HasMetadata yaml(String text) {
    return Serialization.unmarshal(text.replace("NAMESPACE", namespace), HasMetadata.class);
  }
}
