package io.seldoningress.component.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.component.informer.KubernetesInformerComponent;
import io.seldoningress.component.informer.ResourceCache;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.component.informer.ResourceType;
import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.RequestLog;
import io.seldoningress.testing.RequestLog.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The two components together, in a namespace of the test. */
abstract class ApplyFixture {

  static final String OWNER = "owner-uid";

  final RequestLog requests = new RequestLog();
  String namespace;
  KubernetesClient others;
  KubernetesClient ours;
  DefaultCamelContext informing;
  DefaultCamelContext applying;
  KubernetesApplyComponent component;
  ResourceCache<ObservedRoute> cache;

  /** The server that the test is held against. */
  abstract ApiServer server();

  @BeforeEach
  void start() {
    namespace = server().newNamespace("apply");
    others = server().newClient();
    ours = server().newClient(requests);
    startInformer();
    component = new KubernetesApplyComponent();
    component.setKubernetesClient(ours);
    component.setFieldManager(ObservedRoute.MANAGER);
    component.register(new ApplyTarget<>(ObservedRoute.class, cache));
    component.register(new ConditionTarget<>(ObservedRoute.class, cache));
    applying = new DefaultCamelContext();
    applying.addComponent("kubernetes-apply", component);
    applying.start();
    requests.clear();
  }

  private void startInformer() {
    KubernetesInformerComponent informer = new KubernetesInformerComponent();
    informer.setKubernetesClient(ours);
    informer.register(
        ResourceType.of(ObservedRoute.class).ignoringChanges(ObservedObject::sameContent));
    informing = new DefaultCamelContext();
    informing.addComponent("kubernetes-informer", informer);
    informing.start();
    cache = informer.cache(ObservedRoute.class, Set.of(namespace));
    await().atMost(Duration.ofSeconds(20)).until(() -> informer.problems().isEmpty());
  }

  @AfterEach
  void stop() {
    applying.stop();
    informing.stop();
    ours.close();
    others.close();
  }

  /** From here on the cache shows what it has. */
  void stopWatching() {
    informing.stop();
  }

  ApplyResult.Outcome apply(HasMetadata object) {
    return send("apply", object);
  }

  ApplyResult.Outcome delete(HasMetadata object) {
    return send("delete", object);
  }

  ApplyResult.Outcome send(String operation, Object body) {
    Exchange exchange =
        applying
            .createFluentProducerTemplate()
            .to("kubernetes-apply:" + operation)
            .withBody(body)
            .send();
    if (exchange.getException() != null) {
      throw new CamelExecutionException("failed", exchange, exchange.getException());
    }
    return exchange
        .getMessage()
        .getHeader(KubernetesApplyConstants.RESULT, ApplyResult.class)
        .outcome();
  }

  void assertRefused(int code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(CamelExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(code));
  }

  /** A VirtualService of the owner, with metadata and spec in YAML's flow style. */
  VirtualService route(String metadata, String spec) {
    return Serialization.unmarshal(yaml(metadata, spec), VirtualService.class);
  }

  VirtualService route(String spec) {
    return route(owned(OWNER), spec);
  }

  static String owned(String uid) {
    return ", ownerReferences: [{apiVersion: machinelearning.seldon.io/v1, kind: SeldonDeployment, name: x, uid: %s, controller: true}]"
        .formatted(uid);
  }

  private String yaml(String metadata, String spec) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: a, namespace: %s%s}
    spec: %s
    """
        .formatted(namespace, metadata, spec);
  }

  /** Writes as another field manager does. */
  GenericKubernetesResource applyAs(String manager, String metadata, String spec) {
    return others
        .resource(Serialization.unmarshal(yaml(metadata, spec), GenericKubernetesResource.class))
        .fieldManager(manager)
        .forceConflicts()
        .serverSideApply();
  }

  GenericKubernetesResource stored() {
    return others
        .genericKubernetesResources("networking.istio.io/v1", "VirtualService")
        .inNamespace(namespace)
        .withName("a")
        .get();
  }

  String version() {
    return stored().getMetadata().getResourceVersion();
  }

  ObservedRoute observed() {
    return cache.get(new ResourceKey(namespace, "a")).orElseThrow();
  }

  void awaitCached(Predicate<ObservedRoute> which) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> cache.get(new ResourceKey(namespace, "a")).filter(which).isPresent());
  }

  /** Waits until the watch shows what the server has. */
  void awaitCached() {
    String version = version();
    awaitCached(cached -> version.equals(cached.getMetadata().getResourceVersion()));
  }

  List<String> writes() {
    return requests.writes().stream().map(Entry::method).toList();
  }

  static Map<String, String> labels(HasMetadata object) {
    return object.getMetadata().getLabels();
  }
}
