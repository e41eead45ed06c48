package io.seldoningress.component.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether an object in the cluster is as it should be. */
class ComparisonTest {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private static final String DESIRED =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: a
        labels: {ours: x}
        annotations: {note: y}
        ownerReferences:
          - {apiVersion: v1, kind: Owner, name: o, uid: u1, controller: true, blockOwnerDeletion: true}
      spec: {hosts: [h], http: [{retries: {attempts: 3}}]}
      """;

  private static final String APPLIED =
      """
      - manager: ours
        operation: Apply
        fieldsV1:
          f:metadata: {f:labels: {".": {}, f:ours: {}}, f:annotations: {f:note: {}}}
          f:spec: {f:hosts: {}}
      """;

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          the same                     | -                   | -                          | true
          a status                     | spec: {hosts        | 'status: {a: b}\nspec: {hosts' | true
          a label of others            | labels: {ours: x}   | labels: {ours: x, b: c}    | true
          an annotation of others      | {note: y}           | {note: y, b: c}            | true
          another owner too            | ownerReferences:    | 'ownerReferences:\n    - {apiVersion: v1, kind: Owner, name: p, uid: u2}' | true
          keys in another order        | kind: Owner, name: o | name: o, kind: Owner      | true
          a number with a fraction     | attempts: 3         | attempts: 3.0              | true
          another label                | labels: {ours: x}   | labels: {ours: z}          | false
          no label                     | labels: {ours: x}   | labels: {}                 | false
          no labels at all             | labels: {ours: x}   | x: y                       | false
          another annotation           | {note: y}           | {note: z}                  | false
          another owner                | uid: u1             | uid: u2                    | false
          an owner that controls not   | controller: true    | controller: false          | false
          another value in the spec    | attempts: 3         | attempts: 4                | false
          a text for a number          | attempts: 3         | attempts: "3"              | false
          a field more in the spec     | hosts: [h]          | hosts: [h], tcp: []        | false
          a field less in the spec     | hosts: [h],         | -                          | false
          """)
  void comparesWhatIsOurs(String what, String replaced, String by, boolean same) {
    String observed =
        replaced == null
            ? DESIRED
            : DESIRED.replace(replaced, by == null ? "" : by.replace("\\n", "\n"));
    assertThat(replaced == null || DESIRED.contains(replaced)).as("the row").isTrue();

    assertThat(desired(DESIRED).isIn(observed(observed, APPLIED))).as(what).isEqualTo(same);
  }

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a label that we applied once       | f:ours: {}   | f:ours: {}, f:old: {} | false
          an annotation that we applied once | f:note: {}   | f:note: {}, f:old: {} | false
          that others applied                | manager: ours | manager: other       | true
          that we updated                    | Apply         | Update               | true
          labels that nobody notes           | f:ours: {}   | f:none: {}            | false
          """)
  void whatWeAppliedAndWantNoMoreIsTakenBack(
      String what, String replaced, String by, boolean same) {
    assertThat(desired(DESIRED).isIn(observed(DESIRED, APPLIED.replace(replaced, by))))
        .as(what)
        .isEqualTo(same);
  }

  @Test
  void withoutManagedFieldsNothingIsTakenBack() {
    ObservedRoute observed = observed(DESIRED.replace("{ours: x}", "{ours: x, old: y}"), "");

    assertThat(observed.appliedKeys()).isEmpty();
    assertThat(desired(DESIRED).isIn(observed)).isTrue();
  }

  @Test
  void keysAreThoseOfOurOwnApply() {
    ObservedRoute observed = observed(DESIRED, APPLIED);

    assertThat(observed.appliedKeys()).contains(new AppliedKeys(Set.of("ours"), Set.of("note")));
    assertThat(observed.getMetadata().getManagedFields()).isNullOrEmpty();
  }

  @Test
  void anApplyToTheStatusIsNotOne() {
    String both =
        "- {manager: ours, operation: Apply, subresource: status, fieldsV1: {f:status: {}}}\n"
            + APPLIED;

    assertThat(observed(DESIRED, both).appliedKeys())
        .contains(new AppliedKeys(Set.of("ours"), Set.of("note")));
  }

  @Test
  void anObjectOfSomebodyElseHasNoKeysOfOurs() {
    assertThat(observed(DESIRED, APPLIED.replace("manager: ours", "manager: x")).appliedKeys())
        .contains(new AppliedKeys(Set.of(), Set.of()));
    assertThat(observed(DESIRED, "- {manager: ours, operation: Apply}").appliedKeys())
        .contains(new AppliedKeys(Set.of(), Set.of()));
  }

  @Test
  void thePatchHasTheConditionAndNoStatus() {
    String patch = desired(DESIRED + "status: {a: b}\n").applyPatch("7");

    assertThat(patch).contains("\"resourceVersion\":\"7\"").doesNotContain("status");
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          attempts: 3       | attempts: 3.0     | true
          name: a           | 'name: a\n  resourceVersion: "9"\n  generation: 4' | true
          attempts: 3       | attempts: 4       | false
          {ours: x}         | {ours: z}         | false
          {note: y}         | {note: z}         | false
          uid: u1           | uid: u2           | false
          name: a           | 'name: a\n  uid: other' | false
          name: a           | 'name: a\n  deletionTimestamp: "2026-01-01T00:00:00Z"' | false
          """)
  void aChangeMattersIfItIsOfContent(String before, String after, boolean same) {
    ObservedRoute changed = observed(DESIRED.replace(before, after.replace("\\n", "\n")), APPLIED);

    assertThat(ObservedObject.sameContent(observed(DESIRED, APPLIED), changed)).isEqualTo(same);
  }

  private static DesiredObject desired(String yaml) {
    return new DesiredObject(YAML.unmarshal(yaml, VirtualService.class), YAML);
  }

  private static ObservedRoute observed(String yaml, String managedFields) {
    ObjectMeta managed =
        YAML.unmarshal(
            managedFields.isEmpty() ? "{}" : "managedFields:\n" + managedFields.indent(2),
            ObjectMeta.class);
    ObservedRoute read = YAML.unmarshal(yaml, ObservedRoute.class);
    ObjectMeta metadata = read.getMetadata();
    metadata.setManagedFields(managed.getManagedFields());
    var spec = YAML.unmarshal(yaml, com.fasterxml.jackson.databind.JsonNode.class).get("spec");
    return new ObservedRoute(metadata, spec);
  }
}
