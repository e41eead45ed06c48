package io.seldoningress.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Creates, updates, patches and deletes, and what the server sets in an object itself. */
abstract class WriteContract extends ApiServerContract {

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
}
