package io.seldoningress.component.apply;

import static io.seldoningress.component.apply.ApplyResult.Outcome.NOOP;
import static io.seldoningress.component.apply.ApplyResult.Outcome.PATCHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a condition, on the embedded API server and the real one. */
abstract class ConditionContract extends ApplyFixture {

  private static final ObjectCondition READY =
      new ObjectCondition("Ready", "True", "Done", "it is", "2026-01-01T10:00:00Z");
  private static final Map<String, Object> AS_STORED =
      Map.of(
          "type", "Ready",
          "status", "True",
          "reason", "Done",
          "message", "it is",
          "lastTransitionTime", "2026-01-01T10:00:00Z");

  @BeforeEach
  void create() {
    apply(route("{hosts: [h]}"));
    awaitCached();
    requests.clear();
  }

  @Test
  void anObjectWithoutAStatusGetsOneWithASingleRequest() {
    assertThat(merge(ConditionPlace.inNewStatus())).isEqualTo(PATCHED);

    assertThat(conditions()).containsExactly(AS_STORED);
    assertThat(writes()).containsExactly("PATCH");
  }

  @Test
  void aStatusWithoutConditionsKeepsWhatItHas() {
    others("{\"observedGeneration\": 7}");
    merge(ConditionPlace.inNewList());

    assertThat(conditions()).containsExactly(AS_STORED);
    assertThat(stored().<Number>get("status", "observedGeneration").intValue()).isEqualTo(7);
  }

  @Test
  void conditionsOfOthersStayAsTheyAre() {
    others("{\"conditions\": [{\"type\": \"A\", \"lastProbeTime\": \"2026-01-01T10:00:00Z\"}]}");
    merge(ConditionPlace.atTheEnd());

    assertThat(conditions())
        .containsExactly(Map.of("type", "A", "lastProbeTime", "2026-01-01T10:00:00Z"), AS_STORED);
  }

  @Test
  void itReplacesTheOneAtItsPlace() {
    others("{\"conditions\": [{\"type\": \"A\"}, {\"type\": \"Ready\"}, {\"type\": \"B\"}]}");
    merge(ConditionPlace.at(1));

    assertThat(conditions()).containsExactly(Map.of("type", "A"), AS_STORED, Map.of("type", "B"));
  }

  @Test
  void whatChangedMeanwhileStays() {
    ObservedRoute observed = observed();
    others("{\"conditions\": [{\"type\": \"A\"}]}");

    assertRefused(409, () -> merge(observed, ConditionPlace.inNewStatus()));
    assertThat(conditions()).containsExactly(Map.of("type", "A"));
  }

  @Test
  void anObjectThatIsGoneIsFine() {
    ObservedRoute observed = observed();
    others.resource(stored()).delete();

    assertThat(merge(observed, ConditionPlace.inNewStatus())).isEqualTo(NOOP);
  }

  @Test
  void theNextOneGoesOnFromThereBeforeTheWatchShowsIt() {
    stopWatching();
    merge(ConditionPlace.inNewStatus());

    assertThat(merge(ConditionPlace.at(0))).isEqualTo(PATCHED);
  }

  private ApplyResult.Outcome merge(ConditionPlace place) {
    return merge(observed(), place);
  }

  private ApplyResult.Outcome merge(ObservedRoute observed, ConditionPlace place) {
    return send("condition", new ConditionUpdate(observed, place, READY));
  }

  private void others(String status) {
    GenericKubernetesResource unused =
        others
            .resource(stored())
            .subresource("status")
            .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": " + status + "}");
    awaitCached();
  }

  private List<Map<String, Object>> conditions() {
    return stored().get("status", "conditions");
  }
}
