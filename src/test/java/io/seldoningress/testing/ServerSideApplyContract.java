package io.seldoningress.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Server-side apply and the ownership of fields. */
abstract class ServerSideApplyContract extends ApiServerContract {

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
}
