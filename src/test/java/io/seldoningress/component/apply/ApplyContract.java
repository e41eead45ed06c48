package io.seldoningress.component.apply;

import static io.seldoningress.component.apply.ApplyResult.Outcome.CREATED;
import static io.seldoningress.component.apply.ApplyResult.Outcome.NOOP;
import static io.seldoningress.component.apply.ApplyResult.Outcome.PATCHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.component.apply.OwnershipPolicy.Ownership;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of objects that are applied, on the embedded API server and the real one. */
abstract class ApplyContract extends ApplyFixture {

  private static final String SPEC = "{hosts: [h], http: [{route: [{destination: {host: s}}]}]}";

  @Test
  void whatIsNotThereIsCreatedWithOneRequest() {
    assertThat(apply(route(SPEC))).isEqualTo(CREATED);

    assertThat(writes()).containsExactly("PATCH");
    assertThat(stored().<List<String>>get("spec", "hosts")).containsExactly("h");
    assertThat(stored().getMetadata().getManagedFields())
        .singleElement()
        .satisfies(entry -> assertThat(entry.getManager()).isEqualTo("ours"));
  }

  @Test
  void whatIsAsItShouldBeCostsNoRequest() {
    apply(route(SPEC));
    requests.clear();

    assertThat(apply(route(SPEC))).isEqualTo(NOOP); // Its own write is read, watch or not.
    awaitCached();
    assertThat(apply(route(SPEC))).isEqualTo(NOOP);
    assertThat(writes()).isEmpty();
    assertThat(requests.entries()).isEmpty();
  }

  @Test
  void whatIsDifferentIsPatchedWithOneRequest() {
    apply(route(SPEC));
    requests.clear();

    assertThat(apply(route("{hosts: [h, i]}"))).isEqualTo(PATCHED);
    assertThat(writes()).containsExactly("PATCH");
    assertThat(spec()).isEqualTo(Map.of("hosts", List.of("h", "i")));
    assertThat(apply(route("{hosts: [h, i]}"))).isEqualTo(NOOP);
  }

  @Test
  void aLabelThatIsAddedIsPatched() {
    apply(route(SPEC));

    assertThat(apply(route(owned(OWNER) + ", labels: {x: y}", SPEC))).isEqualTo(PATCHED);
    assertThat(labels(stored())).containsExactly(Map.entry("x", "y"));
  }

  @Test
  void aLabelThatIsLeftOutGoesAwayAndThoseOfOthersStay() {
    apply(route(owned(OWNER) + ", labels: {x: y, keep: k}, annotations: {n: o}", SPEC));
    applyAs("other", ", labels: {theirs: z}, annotations: {theirs: z}", "{}");
    awaitCached();
    requests.clear();

    assertThat(apply(route(owned(OWNER) + ", labels: {keep: k}", SPEC))).isEqualTo(PATCHED);
    assertThat(labels(stored())).isEqualTo(Map.of("keep", "k", "theirs", "z"));
    assertThat(stored().getMetadata().getAnnotations()).isEqualTo(Map.of("theirs", "z"));
    assertThat(apply(route(owned(OWNER) + ", labels: {keep: k}", SPEC))).isEqualTo(NOOP);
    assertThat(writes()).containsExactly("PATCH");
  }

  @Test
  void aLabelOfOursThatOthersChangedIsPutBack() {
    apply(route(owned(OWNER) + ", labels: {x: y}", SPEC));
    applyAs("other", ", labels: {x: theirs}", "{}");
    awaitCached();

    assertThat(apply(route(owned(OWNER) + ", labels: {x: y}", SPEC))).isEqualTo(PATCHED);
    assertThat(labels(stored())).isEqualTo(Map.of("x", "y"));
  }

  @Test
  void fieldsOfOthersInTheSpecGoAwayWithASecondRequest() {
    apply(route(SPEC));
    applyAs(
        "other",
        "",
        "{hosts: [h, theirs], tcp: [{route: [{destination: {host: t}}]}], exportTo: ['*']}");
    awaitCached();
    requests.clear();

    assertThat(apply(route(SPEC))).isEqualTo(PATCHED);
    assertThat(writes()).containsExactly("PATCH", "PATCH");
    assertThat(spec()).containsOnlyKeys("hosts", "http");
    assertThat(spec()).containsEntry("hosts", List.of("h"));
    awaitCached();
    assertThat(apply(route(SPEC))).isEqualTo(NOOP);
    assertThat(writes()).hasSize(2);
  }

  @Test
  void aSpecOfOthersGoesAwayWhereThereShallBeNone() {
    apply(route("{}"));
    applyAs("other", "", SPEC);
    awaitCached();
    var bare = route("{}");
    bare.setSpec(null);

    assertThat(apply(bare)).isEqualTo(PATCHED);
    assertThat(stored().getAdditionalProperties()).doesNotContainKey("spec");
    assertThat(apply(bare)).isEqualTo(NOOP);
  }

  @Test
  void anObjectOfSomebodyElseIsRefusedAndLeftAlone() {
    applyAs("other", owned("another-uid"), SPEC);
    awaitCached();
    String before = version();

    assertThatThrownBy(() -> apply(route("{hosts: [ours]}")))
        .cause()
        .isInstanceOf(ForeignObjectException.class)
        .hasMessage("VirtualService %s/a belongs to SeldonDeployment x", namespace);
    assertThat(version()).isEqualTo(before);
    assertThat(writes()).isEmpty();
  }

  @Test
  void anObjectWithoutAControllerIsRefusedToo() {
    applyAs("other", "", SPEC);
    awaitCached();

    assertThatThrownBy(() -> apply(route(SPEC)))
        .cause()
        .isInstanceOf(ForeignObjectException.class)
        .hasMessageContaining("was made by somebody else (it has no controller)");
    assertThat(writes()).isEmpty();
  }

  @Test
  void anObjectThatTheOperatorMadeForTheSameOwnerIsAdopted() {
    applyAs("operator", owned(OWNER) + ", labels: {theirs: z}", "{hosts: [h], gateways: [g]}");
    awaitCached();

    assertThat(apply(route(SPEC))).isEqualTo(PATCHED);
    assertThat(spec()).containsOnlyKeys("hosts", "http");
    assertThat(labels(stored())).isEqualTo(Map.of("theirs", "z"));
  }

  @Test
  void anAbandonedObjectGetsTheNewControllerInsteadOfTheOld() {
    component.setOwnershipPolicy((existing, owner) -> Ownership.ABANDONED);
    applyAs("operator", owned("old-uid"), SPEC);
    awaitCached();

    assertThat(apply(route(SPEC))).isEqualTo(PATCHED);
    assertThat(stored().getMetadata().getOwnerReferences())
        .extracting(OwnerReference::getUid)
        .containsExactly(OWNER);
  }

  @Test
  void anAbandonedObjectWithoutOwnersGetsOne() {
    component.setOwnershipPolicy((existing, owner) -> Ownership.ABANDONED);
    applyAs("operator", "", "{hosts: [theirs]}");
    awaitCached();

    assertThat(apply(route(SPEC))).isEqualTo(PATCHED);
    assertThat(stored().getMetadata().getOwnerReferences())
        .extracting(OwnerReference::getUid)
        .containsExactly(OWNER);
    assertThat(spec()).containsEntry("hosts", List.of("h"));
  }

  @Test
  void whatSomebodyElseCreatesBetweenCacheAndWriteIsNotOverwritten() {
    stopWatching();
    applyAs("other", owned("another-uid"), SPEC);
    String before = version();

    assertRefused(409, () -> apply(route("{hosts: [ours]}")));
    assertThat(version()).isEqualTo(before);
  }

  @Test
  void whatSomebodyElseChangesBetweenCacheAndWriteIsNotOverwritten() {
    apply(route(SPEC));
    awaitCached();
    stopWatching();
    applyAs("other", owned("another-uid").replace("true", "false"), "{hosts: [h]}");
    String before = version();

    assertRefused(409, () -> apply(route("{hosts: [ours]}")));
    assertThat(version()).isEqualTo(before);
  }

  @Test
  void anAbandonedObjectThatChangedMeanwhileIsNotTakenOver() {
    component.setOwnershipPolicy((existing, owner) -> Ownership.ABANDONED);
    applyAs("operator", owned("old-uid"), SPEC);
    awaitCached();
    stopWatching();
    applyAs("operator", owned("third-uid"), SPEC);
    String before = version();

    assertRefused(409, () -> apply(route("{hosts: [ours]}")));
    assertThat(version()).isEqualTo(before);
  }

  @Test
  void whatIsGoneWhileTheCacheShowsItIsMadeAnew() {
    apply(route(SPEC));
    awaitCached();
    stopWatching();
    others.resource(stored()).delete();

    assertThat(apply(route("{hosts: [ours]}"))).isEqualTo(PATCHED);
    assertThat(spec()).isEqualTo(Map.of("hosts", List.of("ours")));
  }

  /** As a step in a script or in YAML may make it. */
  @Test
  void aGenericObjectOfACachedKindIsComparedToo() {
    apply(route(SPEC));
    requests.clear();
    GenericKubernetesResource generic =
        Serialization.unmarshal(Serialization.asYaml(route(SPEC)), GenericKubernetesResource.class);

    assertThat(apply(generic)).isEqualTo(NOOP);
    assertThat(writes()).isEmpty();
  }

  @Test
  void anObjectOfAnyOtherKindIsAppliedEachTime() {
    assertThat(apply(configMap("1"))).isEqualTo(PATCHED);
    assertThat(apply(configMap("2"))).isEqualTo(PATCHED);

    ConfigMap stored = others.configMaps().inNamespace(namespace).withName("c").get();
    assertThat(stored.getData()).isEqualTo(Map.of("x", "2"));
    assertThat(stored.getMetadata().getManagedFields().get(0).getManager()).isEqualTo("ours");
    assertThat(writes()).containsExactly("PATCH", "PATCH");
  }

  ConfigMap configMap(String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("c")
        .endMetadata()
        .addToData("x", value)
        .build();
  }

  private Map<String, Object> spec() {
    return stored().get("spec");
  }
}
