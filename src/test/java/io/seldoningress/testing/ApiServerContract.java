package io.seldoningress.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.Watchable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the product relies on in an API server. Holds for kube-apiserver and for the embedded one,
 * so that a test that passes on the embedded one says something about a cluster.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ApiServerContract {

  private static final String SPEC = "{hosts: ['*'], http: [{route: [{destination: {host: a}}]}]}";
  private static final String TCP = "[{route: [{destination: {host: b}}]}]";

  private ApiServer server;
  private KubernetesClient client;
  private String namespace;

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

  @Test
  void applyCreatesWhatIsNotThere() {
    GenericKubernetesResource created = apply("ours", "labels: {a: '1'}", SPEC);

    assertThat(created.getMetadata().getUid()).isNotEmpty();
    assertThat(created.getMetadata().getCreationTimestamp()).isNotEmpty();
    assertThat(created.getMetadata().getGeneration()).isEqualTo(1);
    assertThat(created.getMetadata().getLabels()).containsExactly(Map.entry("a", "1"));
  }

  @Test
  void applyOfTheSameKeepsTheResourceVersionAndTellsNoWatch() {
    GenericKubernetesResource created = apply("ours", "labels: {a: '1'}", SPEC);

    try (RecordedEvents watch = RecordedEvents.of(since(created))) {
      GenericKubernetesResource again = apply("ours", "labels: {a: '1'}", SPEC);
      apply("ours", "labels: {a: '2'}", SPEC);

      assertThat(version(again)).isEqualTo(version(created));
      assertThat(again.getMetadata().getManagedFields())
          .isEqualTo(created.getMetadata().getManagedFields());
      watch.await("MODIFIED");
    }
  }

  @Test
  void applyKeepsLabelsAndAnnotationsOfOthers() {
    apply("theirs", "labels: {theirs: '1'}, annotations: {x: y}", "{}");

    GenericKubernetesResource both = apply("ours", "labels: {ours: '1'}", SPEC);

    assertThat(both.getMetadata().getLabels()).containsOnlyKeys("theirs", "ours");
    assertThat(both.getMetadata().getAnnotations()).containsOnlyKeys("x");
  }

  @Test
  void applyRemovesWhatItsManagerAppliedBeforeAndLeavesOut() {
    apply("ours", "labels: {gone: '1', kept: '1'}, annotations: {gone: '1'}", SPEC);

    GenericKubernetesResource applied = apply("ours", "labels: {kept: '1'}", "{hosts: [b]}");

    assertThat(applied.getMetadata().getLabels()).containsOnlyKeys("kept");
    assertThat(applied.getMetadata().getAnnotations()).isNullOrEmpty();
    assertThat(spec(applied)).containsOnlyKeys("hosts");
  }

  @Test
  void applyKeepsWhatItLeavesOutButSomebodyElseAppliedToo() {
    apply("ours", "labels: {shared: '1'}", SPEC);
    apply("theirs", "labels: {shared: '1'}", "{}");

    GenericKubernetesResource applied = apply("ours", "", SPEC);

    assertThat(applied.getMetadata().getLabels()).containsOnlyKeys("shared");
  }

  @Test
  void applyReplacesListsAsAWhole() {
    apply("ours", "", "{hosts: [a, b]}");

    assertThat(spec(apply("ours", "", "{hosts: [b, c]}")))
        .containsEntry("hosts", List.of("b", "c"));
  }

  @Test
  void applyMergesObjectsInsideTheSpec() {
    applyRule("theirs", "{host: a, trafficPolicy: {tls: {mode: DISABLE}}}");

    GenericKubernetesResource both =
        applyRule("ours", "{host: a, trafficPolicy: {connectionPool: {http: {idleTimeout: 60s}}}}");
    GenericKubernetesResource left = applyRule("ours", "{host: a}");

    assertThat(both.<Map<String, Object>>get("spec", "trafficPolicy"))
        .containsOnlyKeys("tls", "connectionPool");
    assertThat(left.<Map<String, Object>>get("spec", "trafficPolicy")).containsOnlyKeys("tls");
  }

  @Test
  void applyWithForceTakesAFieldOverAndWithoutItIsAConflict() {
    apply("theirs", "labels: {a: theirs}", SPEC);

    assertRefused(409, () -> applyWithoutForce("labels: {a: ours}", SPEC));
    GenericKubernetesResource taken = apply("ours", "labels: {a: ours}", SPEC);

    assertThat(taken.getMetadata().getLabels()).containsEntry("a", "ours");
    assertThat(fieldsOf("theirs", taken)).doesNotContain("f:labels");
  }

  @Test
  void managedFieldsNameTheLabelsAnnotationsAndSpecOfAManager() {
    GenericKubernetesResource applied =
        apply("ours", "labels: {a: '1'}, annotations: {b: '1'}", SPEC);

    assertThat(applied.getMetadata().getManagedFields())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getManager()).isEqualTo("ours");
              assertThat(entry.getOperation()).isEqualTo("Apply");
            });
    assertThat(Serialization.asYaml(applied.getMetadata().getManagedFields().get(0).getFieldsV1()))
        .isEqualToIgnoringWhitespace(
            """
            ---
            f:metadata:
              f:annotations:
                f:b: {}
              f:labels:
                f:a: {}
            f:spec:
              f:hosts: {}
              f:http: {}
            """);
  }

  @Test
  void anUpdateTakesTheFieldsThatItChanges() {
    GenericKubernetesResource created = apply("ours", "labels: {a: '1', b: '1'}", SPEC);
    created.getMetadata().getLabels().put("a", "2");

    GenericKubernetesResource updated = client.resource(created).update();

    assertThat(fieldsOf("ours", updated)).contains("f:b").doesNotContain("f:a");
    assertThat(updated.getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getOperation)
        .containsExactly("Apply", "Update");
  }

  @Test
  void aForeignFieldOfTheSpecSurvivesApplyAndGoesWithAJsonPatch() {
    apply("theirs", "", "{tcp: " + TCP + "}");
    GenericKubernetesResource both = apply("ours", "", SPEC);
    assertThat(spec(both)).containsKey("tcp");

    GenericKubernetesResource replaced = replaceSpec(both, "{\"hosts\":[\"*\"]}");

    assertThat(spec(replaced)).containsOnlyKeys("hosts");
    assertThat(fieldsOf("theirs", replaced)).isEmpty();
  }

  @Test
  void aJsonPatchWhoseTestFailsIsInvalidAndChangesNothing() {
    GenericKubernetesResource old = apply("ours", "", SPEC);
    GenericKubernetesResource current = apply("ours", "labels: {a: '1'}", SPEC);

    assertRefused(422, () -> replaceSpec(old, "{}"));

    assertThat(version(stored())).isEqualTo(version(current));
  }

  @Test
  void aJsonPatchThatChangesNothingKeepsTheResourceVersion() {
    GenericKubernetesResource created = apply("ours", "", "{hosts: ['*']}");

    GenericKubernetesResource same = replaceSpec(created, "{\"hosts\":[\"*\"]}");

    assertThat(version(same)).isEqualTo(version(created));
  }

  @Test
  void aMergePatchReplacesListsAndRemovesNulls() {
    apply("ours", "labels: {a: '1'}", "{hosts: [a, b]}");

    GenericKubernetesResource merged =
        resource()
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"metadata\":{\"labels\":{\"a\":null,\"b\":\"1\"}},\"spec\":{\"hosts\":[\"c\"]}}");

    assertThat(merged.getMetadata().getLabels()).containsOnlyKeys("b");
    assertThat(spec(merged)).containsEntry("hosts", List.of("c"));
  }

  @Test
  void aPatchOfWhatIsNotThereIsNotFound() {
    assertRefused(404, () -> resource().patch(PatchContext.of(PatchType.JSON), "[]"));
    assertRefused(404, () -> resource().patch(PatchContext.of(PatchType.JSON_MERGE), "{}"));
  }

  @Test
  void applyWithAStaleResourceVersionIsAConflict() {
    GenericKubernetesResource old = apply("ours", "", SPEC);
    apply("ours", "labels: {a: '1'}", SPEC);

    assertRefused(409, () -> apply("ours", "resourceVersion: '" + version(old) + "'", SPEC));
  }

  @Test
  void applyWithResourceVersionOneCreatesAndNeverChangesWhatIsThere() {
    GenericKubernetesResource created = apply("ours", "resourceVersion: '1'", SPEC);

    assertRefused(409, () -> apply("ours", "resourceVersion: '1'", "{hosts: [other]}"));

    assertThat(version(stored())).isEqualTo(version(created));
  }

  @Test
  void applyWithAUidNeverCreatesAndNeverChangesAnotherObject() {
    String uid = "uid: " + UUID.randomUUID();
    assertRefused(409, () -> apply("ours", uid, SPEC));
    GenericKubernetesResource created = apply("ours", "", SPEC);

    assertRefused(422, () -> apply("ours", uid, SPEC));

    apply("ours", "uid: " + created.getMetadata().getUid(), SPEC);
    assertThat(version(stored())).isEqualTo(version(created));
  }

  @Test
  void applyWithManagedFieldsIsABadRequest() {
    GenericKubernetesResource created = apply("ours", "", SPEC);

    assertRefused(400, () -> client.resource(created).patch(context("ours", true)));
  }

  @Test
  void createOfWhatIsThereIsAConflict() {
    apply("ours", "", SPEC);

    assertRefused(409, () -> client.resource(virtualService("", SPEC)).create());
  }

  @Test
  void anUpdateWithAStaleResourceVersionIsAConflict() {
    GenericKubernetesResource old = apply("ours", "", SPEC);
    apply("ours", "labels: {a: '1'}", SPEC);
    old.getMetadata().setLabels(Map.of("b", "1"));

    assertRefused(409, () -> client.resource(old).lockResourceVersion(version(old)).update());
  }

  @Test
  void ownersMergeByUidAndOnlyOneOfThemControls() {
    apply("theirs", owner("uid-1", true), SPEC);

    assertRefused(422, () -> apply("ours", owner("uid-2", true), SPEC));
    GenericKubernetesResource owned = apply("ours", owner("uid-2", false), SPEC);

    assertThat(owned.getMetadata().getOwnerReferences())
        .extracting(reference -> reference.getUid())
        .containsExactlyInAnyOrder("uid-1", "uid-2");
    assertThat(apply("theirs", "", SPEC).getMetadata().getOwnerReferences())
        .extracting(reference -> reference.getUid())
        .containsExactly("uid-2");
  }

  @Test
  void aNameOrLabelThatIsNoneIsInvalid() {
    assertRefused(422, () -> apply("ours", "labels: {a: 'b c'}", SPEC));
    assertRefused(422, () -> client.resource(named("A_b")).patch(context("ours", true)));
  }

  @Test
  void aNamespaceThatIsNotThereIsNotFound() {
    GenericKubernetesResource lost = virtualService("", SPEC);
    lost.getMetadata().setNamespace("nowhere");

    assertRefused(404, () -> client.resource(lost).patch(context("ours", true)));
    assertRefused(404, () -> client.resource(lost).create());
  }

  @Test
  void aDeleteWithAWrongPreconditionIsAConflict() {
    GenericKubernetesResource created = apply("ours", "", SPEC);
    String right = created.getMetadata().getUid();

    assertRefused(409, () -> delete(UUID.randomUUID().toString(), version(created)));
    assertRefused(409, () -> delete(right, "1"));
    assertThat(stored()).isNotNull();

    delete(right, version(created));
    assertThat(stored()).isNull();
    assertRefused(404, () -> delete(right, version(created)));
  }

  @Test
  void anObjectWithFinalizersIsGoneWhenTheLastOneIs() {
    apply("ours", "finalizers: [example.com/a]", SPEC);

    resource().delete();
    assertThat(stored().getMetadata().getDeletionTimestamp()).isNotEmpty();

    resource().patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
    assertThat(stored()).isNull();
  }

  @Test
  void onlyTheSpecRaisesTheGeneration() {
    GenericKubernetesResource labelled = apply("ours", "labels: {a: '1'}", SPEC);
    GenericKubernetesResource relabelled = apply("ours", "labels: {a: '2'}", SPEC);
    GenericKubernetesResource changed = apply("ours", "labels: {a: '2'}", "{hosts: [b]}");

    assertThat(relabelled.getMetadata().getGeneration())
        .isEqualTo(labelled.getMetadata().getGeneration());
    assertThat(changed.getMetadata().getGeneration())
        .isEqualTo(labelled.getMetadata().getGeneration() + 1);
  }

  @Test
  void theStatusIsWrittenThroughItsSubresourceOnly() {
    GenericKubernetesResource created =
        client.resource(deployment("status: {state: Failed}")).create();
    assertThat(created.<Object>get("status")).isNull();

    GenericKubernetesResource withStatus =
        client
            .resource(deployment("status: {state: Available}"))
            .subresource("status")
            .patch(context("ours", true));
    assertThat(withStatus.<Object>get("status", "state")).isEqualTo("Available");
    assertThat(withStatus.getMetadata().getGeneration()).isEqualTo(1);
    assertThat(version(withStatus)).isNotEqualTo(version(created));

    GenericKubernetesResource applied =
        client.resource(deployment("spec: {name: x}")).patch(context("ours", true));
    assertThat(applied.<Object>get("status", "state")).isEqualTo("Available");
  }

  @Test
  void resourceVersionsGrowOverAllObjects() {
    long first = Long.parseLong(version(apply("ours", "", SPEC)));
    long second = Long.parseLong(version(applyRule("ours", "{host: a}")));

    assertThat(second).isGreaterThan(first);
  }

  @Test
  void aWatchTellsWhatHappenedSinceAVersion() {
    GenericKubernetesResource created = apply("ours", "", SPEC);
    apply("ours", "", "{hosts: [b]}");

    try (RecordedEvents watch = RecordedEvents.of(since(created))) {
      apply("ours", "", "{hosts: [c]}");
      resource().delete();
      apply("ours", "", SPEC);

      watch.await("MODIFIED", "MODIFIED", "DELETED", "ADDED");
    }
  }

  @Test
  void aWatchWithALabelSelectorSeesObjectsComeAndGo() {
    GenericKubernetesResource created = apply("ours", "labels: {a: '1'}", SPEC);
    try (RecordedEvents watch =
        RecordedEvents.of(
            virtualServices().withLabel("a", "2").withResourceVersion(version(created)))) {
      apply("ours", "labels: {a: '2'}", SPEC);
      apply("ours", "labels: {a: '2', b: '1'}", SPEC);
      apply("ours", "labels: {a: '3'}", SPEC);

      watch.await("ADDED", "MODIFIED", "DELETED");
    }
  }

  @Test
  void listsAreSelectedByLabelsNamesAndNamespaces() {
    apply("ours", "labels: {a: '1'}", SPEC);

    assertThat(virtualServices().withLabel("a", "1").list().getItems()).hasSize(1);
    assertThat(virtualServices().withLabelIn("a", "1", "2").list().getItems()).hasSize(1);
    assertThat(virtualServices().withLabelNotIn("a", "1").list().getItems()).isEmpty();
    assertThat(virtualServices().withLabel("a").list().getItems()).hasSize(1);
    assertThat(virtualServices().withoutLabel("a").list().getItems()).isEmpty();
    assertThat(virtualServices().withField("metadata.name", "x").list().getItems()).hasSize(1);
    assertThat(virtualServices().withField("metadata.name", "y").list().getItems()).isEmpty();
    assertThat(
            client
                .genericKubernetesResources("networking.istio.io/v1", "VirtualService")
                .inAnyNamespace()
                .withField("metadata.namespace", namespace)
                .list()
                .getItems())
        .hasSize(1);
  }

  @Test
  void anInformerSeesEveryChange() {
    RecordedEvents events = new RecordedEvents();
    try (var informer = virtualServices().inform(events)) {
      apply("ours", "", SPEC);
      apply("ours", "", "{hosts: [b]}");
      resource().delete();

      events.await("ADDED", "MODIFIED", "DELETED");
      assertThat(informer.isWatching()).isTrue();
    }
  }

  @Test
  void aKindThatIsNotInstalledIsNotFound() {
    ResourceDefinitionContext things =
        new ResourceDefinitionContext.Builder()
            .withGroup("example.com")
            .withVersion("v1")
            .withKind("Thing")
            .withPlural("things")
            .withNamespaced(true)
            .build();

    assertRefused(
        404, () -> client.genericKubernetesResources(things).inNamespace(namespace).list());
  }

  /** The embedded server knows no schemas. */
  @Test
  void aFieldThatTheSchemaDoesNotHaveIsAnInternalError() {
    assumeTrue(server.real());

    assertRefused(500, () -> apply("ours", "", "{hots: [a]}"));
  }

  private GenericKubernetesResource apply(String manager, String metadata, String spec) {
    return client.resource(virtualService(metadata, spec)).patch(context(manager, true));
  }

  private void applyWithoutForce(String metadata, String spec) {
    client.resource(virtualService(metadata, spec)).patch(context("ours", false));
  }

  private GenericKubernetesResource applyRule(String manager, String spec) {
    return client
        .resource(read("networking.istio.io/v1", "DestinationRule", "name: x", "spec: " + spec))
        .patch(context(manager, true));
  }

  private GenericKubernetesResource virtualService(String metadata, String spec) {
    return read(
        "networking.istio.io/v1", "VirtualService", "name: x, " + metadata, "spec: " + spec);
  }

  private GenericKubernetesResource named(String name) {
    return read("networking.istio.io/v1", "VirtualService", "name: " + name, "spec: {}");
  }

  private GenericKubernetesResource deployment(String rest) {
    String given = rest.startsWith("spec") ? rest : "spec: {name: x, predictors: []}\n" + rest;
    return read("machinelearning.seldon.io/v1", "SeldonDeployment", "name: x", given);
  }

  private GenericKubernetesResource read(
      String apiVersion, String kind, String metadata, String rest) {
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

  private static PatchContext context(String manager, boolean force) {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager(manager)
        .withForce(force)
        .build();
  }

  private static String owner(String uid, boolean controls) {
    return "ownerReferences: [{apiVersion: v1, kind: X, name: x, uid: %s, controller: %s}]"
        .formatted(uid, controls);
  }

  private GenericKubernetesResource replaceSpec(GenericKubernetesResource seen, String spec) {
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
  private void delete(String uid, String resourceVersion) {
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

  private Watchable<GenericKubernetesResource> since(GenericKubernetesResource object) {
    return virtualServices().withResourceVersion(version(object));
  }

  private Resource<GenericKubernetesResource> resource() {
    return virtualServices().withName("x");
  }

  private GenericKubernetesResource stored() {
    return resource().get();
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      virtualServices() {
    return client
        .genericKubernetesResources("networking.istio.io/v1", "VirtualService")
        .inNamespace(namespace);
  }

  private static String version(GenericKubernetesResource object) {
    return object.getMetadata().getResourceVersion();
  }

  private static Map<String, Object> spec(GenericKubernetesResource object) {
    return object.get("spec");
  }

  /** What a manager applied, as text; empty where it owns nothing. */
  private static String fieldsOf(String manager, GenericKubernetesResource object) {
    return object.getMetadata().getManagedFields().stream()
        .filter(entry -> manager.equals(entry.getManager()))
        .map(entry -> Serialization.asJson(entry.getFieldsV1()))
        .findFirst()
        .orElse("");
  }

  private static void assertRefused(int code, ThrowingCallable call) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.getCode()).as(e.getMessage()).isEqualTo(code));
  }
}
