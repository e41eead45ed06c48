package io.seldoningress.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One condition merged into the status of a SeldonDeployment, through its subresource. */
abstract class StatusContract extends ApiServerContract {

  private static final String READY =
      """
      {"type": "Ready", "status": "False", "severity": "Warning", "reason": "Creating"}""";
  private static final String OURS =
      """
      {"type": "IngressReady", "status": "True", "reason": "Routed", "message": "/seldon/models/x/",
       "lastTransitionTime": "2026-01-01T10:00:00Z"}""";

  private GenericKubernetesResource created;

  @BeforeEach
  void create() {
    created = client.resource(deployment("spec: {name: x, predictors: []}")).create();
  }

  @Test
  void aConditionIsAddedBesideOthersWithAllItsFields() {
    GenericKubernetesResource before = patch(add("/status", "{\"conditions\": [" + READY + "]}"));
    patchAt(version(before), add("/status/conditions/-", OURS));

    assertThat(conditions()).containsExactly(fields(READY), fields(OURS));
    assertThat(current().getMetadata().getGeneration()).isEqualTo(1);
    assertThat(version(current())).isNotEqualTo(version(before));
  }

  @Test
  void andReplacedAtItsPlace() {
    patch(add("/status", "{\"state\": \"Creating\", \"conditions\": [" + OURS + "]}"));
    patch(add("/status/conditions/-", READY));
    String changed = OURS.replace("True", "False");
    patchAt(version(current()), operation("replace", "/status/conditions/0", changed));

    assertThat(conditions()).containsExactly(fields(changed), fields(READY));
    assertThat(current().<Object>get("status", "state")).isEqualTo("Creating");
  }

  @Test
  void aPatchForAnotherResourceVersionIsAConflictAndChangesNothing() {
    GenericKubernetesResource newer = patch(add("/status", "{\"state\": \"Creating\"}"));

    assertRefused(
        409, () -> patchAt(version(created), add("/status/conditions", "[" + OURS + "]")));

    assertThat(version(current())).isEqualTo(version(newer));
  }

  @Test
  void aPlaceThatIsNotThereIsInvalid() {
    assertRefused(422, () -> patch(add("/status/conditions", "[" + OURS + "]")));
    patch(add("/status", "{\"conditions\": []}"));
    assertRefused(422, () -> patch(operation("replace", "/status/conditions/0", OURS)));
  }

  @Test
  void nothingButTheStatusIsWritten() {
    patch(
        add("/metadata/labels", "{\"a\": \"1\"}"),
        add("/spec/name", "\"other\""),
        add("/status", "{\"state\": \"Creating\"}"));

    assertThat(current().getMetadata().getLabels()).isNullOrEmpty();
    assertThat(current().<Object>get("spec", "name")).isEqualTo("x");
    assertThat(current().<Object>get("status", "state")).isEqualTo("Creating");
  }

  @Test
  void aPatchThatChangesNothingKeepsTheResourceVersion() {
    GenericKubernetesResource before = patch(add("/status", "{\"conditions\": [" + OURS + "]}"));

    GenericKubernetesResource same =
        patchAt(version(before), operation("replace", "/status/conditions/0", OURS));

    assertThat(version(same)).isEqualTo(version(before));
  }

  @Test
  void aKindWithoutTheSubresourceIsNotFoundThere() {
    client.resource(configMap().build()).create();

    assertRefused(
        404,
        () ->
            client
                .resource(configMap().build())
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON), "[]"));
  }

  @Test
  void norIsThatOfACustomResource() {
    client.resource(Serialization.unmarshal(THINGS, GenericKubernetesResource.class)).create();
    try {
      GenericKubernetesResource thing = read("example.com/v1", "Thing", "name: x", "");
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptionsInstanceOf(KubernetesClientException.class)
          .until(() -> client.resource(thing).create() != null);

      assertRefused(
          404,
          () ->
              client
                  .resource(thing)
                  .subresource("status")
                  .patch(PatchContext.of(PatchType.JSON), "[]"));
    } finally {
      client.resource(Serialization.unmarshal(THINGS, GenericKubernetesResource.class)).delete();
    }
  }

  private static final String THINGS =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: things.example.com}
      spec:
        group: example.com
        scope: Namespaced
        names: {kind: Thing, listKind: ThingList, plural: things, singular: thing}
        versions:
          - name: v1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

  private ConfigMapBuilder configMap() {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("x")
        .endMetadata();
  }

  private GenericKubernetesResource patch(String... operations) {
    return client
        .resource(created)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON), List.of(operations).toString());
  }

  private GenericKubernetesResource patchAt(String resourceVersion, String operation) {
    return patch(
        operation("replace", "/metadata/resourceVersion", '"' + resourceVersion + '"'), operation);
  }

  private static String add(String path, String value) {
    return operation("add", path, value);
  }

  private static String operation(String name, String path, String value) {
    return "{\"op\": \"%s\", \"path\": \"%s\", \"value\": %s}".formatted(name, path, value);
  }

  private GenericKubernetesResource current() {
    return client.resource(created).get();
  }

  private List<Map<String, Object>> conditions() {
    return current().get("status", "conditions");
  }

  @SuppressWarnings("unchecked") // a JSON object
  private static Map<String, Object> fields(String condition) {
    return Serialization.unmarshal(condition, Map.class);
  }
}
