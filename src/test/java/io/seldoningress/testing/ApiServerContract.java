package io.seldoningress.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.Watchable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * What the product relies on in an API server. Holds for kube-apiserver and for the embedded one,
 * so that a test that passes on the embedded one says something about a cluster.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ApiServerContract {

  static final String SPEC = "{hosts: ['*'], http: [{route: [{destination: {host: a}}]}]}";
  static final String TCP = "[{route: [{destination: {host: b}}]}]";

  private ApiServer server;
  KubernetesClient client;
  String namespace;

  /** The server that the contract is held against. */
  abstract ApiServer server();

  @BeforeAll
  void connect() {
    server = server();
    client = server.newClient();
  }

  @AfterAll
  void disconnect() {
    if (client != null) {
      client.close();
    }
  }

  @BeforeEach
  void makeNamespace() {
    namespace = server.newNamespace("contract");
  }

  GenericKubernetesResource apply(String manager, String metadata, String spec) {
    return client.resource(virtualService(metadata, spec)).patch(context(manager, true));
  }

  void applyWithoutForce(String metadata, String spec) {
    client.resource(virtualService(metadata, spec)).patch(context("ours", false));
  }

  GenericKubernetesResource applyRule(String manager, String spec) {
    return client
        .resource(read("networking.istio.io/v1", "DestinationRule", "name: x", "spec: " + spec))
        .patch(context(manager, true));
  }

  GenericKubernetesResource virtualService(String metadata, String spec) {
    return read(
        "networking.istio.io/v1", "VirtualService", "name: x, " + metadata, "spec: " + spec);
  }

  GenericKubernetesResource named(String name) {
    return read("networking.istio.io/v1", "VirtualService", "name: " + name, "spec: {}");
  }

  GenericKubernetesResource deployment(String rest) {
    String given = rest.startsWith("spec") ? rest : "spec: {name: x, predictors: []}\n" + rest;
    return read("machinelearning.seldon.io/v1", "SeldonDeployment", "name: x", given);
  }

  GenericKubernetesResource read(String apiVersion, String kind, String metadata, String rest) {
    return Serialization.unmarshal(
        """
        apiVersion: %s
        kind: %s
        metadata: {namespace: %s, %s}
        %s
        """
            .formatted(apiVersion, kind, namespace, metadata, rest),
        GenericKubernetesResource.class);
  }

  static PatchContext context(String manager, boolean force) {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager(manager)
        .withForce(force)
        .build();
  }

  static String owner(String uid, boolean controls) {
    return "ownerReferences: [{apiVersion: v1, kind: X, name: x, uid: %s, controller: %s}]"
        .formatted(uid, controls);
  }

  GenericKubernetesResource replaceSpec(GenericKubernetesResource seen, String spec) {
    return resource()
        .patch(
            PatchContext.of(PatchType.JSON),
            """
            [{"op": "test", "path": "/metadata/resourceVersion", "value": "%s"},
             {"op": "replace", "path": "/spec", "value": %s}]
            """
                .formatted(version(seen), spec));
  }

  /** Raw, because the client has no way to give both preconditions. */
  void delete(String uid, String resourceVersion) {
    client.raw(
        "/apis/networking.istio.io/v1/namespaces/" + namespace + "/virtualservices/x",
        "DELETE",
        new DeleteOptionsBuilder()
            .withNewPreconditions()
            .withUid(uid)
            .withResourceVersion(resourceVersion)
            .endPreconditions()
            .build());
  }

  Watchable<GenericKubernetesResource> since(GenericKubernetesResource object) {
    return virtualServices().withResourceVersion(version(object));
  }

  Resource<GenericKubernetesResource> resource() {
    return virtualServices().withName("x");
  }

  GenericKubernetesResource stored() {
    return resource().get();
  }

  NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      virtualServices() {
    return client
        .genericKubernetesResources("networking.istio.io/v1", "VirtualService")
        .inNamespace(namespace);
  }

  static String version(GenericKubernetesResource object) {
    return object.getMetadata().getResourceVersion();
  }

  static Map<String, Object> spec(GenericKubernetesResource object) {
    return object.get("spec");
  }

  /** What a manager applied, as text; empty where it owns nothing. */
  static String fieldsOf(String manager, GenericKubernetesResource object) {
    return object.getMetadata().getManagedFields().stream()
        .filter(entry -> manager.equals(entry.getManager()))
        .map(entry -> Serialization.asJson(entry.getFieldsV1()))
        .findFirst()
        .orElse("");
  }

  static void assertRefused(int code, ThrowingCallable call) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.getCode()).as(e.getMessage()).isEqualTo(code));
  }
}
