package io.seldoningress.seldon;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.seldon.StatusExcerpt.Extent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of a status. */
class StatusReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x: 1                                      | NOTHING",
        "status: null                              | NOTHING",
        "status: {}                                | NO_CONDITIONS",
        "status: {state: Available}                | NO_CONDITIONS",
        "status: {conditions: null}                | NO_CONDITIONS",
        "status: {conditions: []}                  | CONDITIONS",
        "status: {conditions: [{type: Ready}]}     | CONDITIONS",
        "status: {conditions: [5, null, [x], {}]}  | CONDITIONS",
        "status: {conditions: {type: Ready}}       | UNREADABLE",
        "status: {conditions: none}                | UNREADABLE",
        "status: Available                         | UNREADABLE",
        "status: [x]                               | UNREADABLE",
      })
  void howMuchThereIsWithoutTheCondition(String status, Extent extent) {
    assertThat(read(status)).isEqualTo(StatusExcerpt.of(extent));
  }

  @Test
  void theConditionWithItsPlace() {
    StatusExcerpt excerpt =
        read(
            """
            status:
              conditions:
              - {type: Ready, status: "True"}
              - {type: IngressReady, status: "False", reason: Forbidden, message: no,
                 lastTransitionTime: "2026-01-01T10:00:00Z", severity: Error}
              - {type: ServicesReady, status: "True"}
            """);

    assertThat(excerpt.extent()).isEqualTo(Extent.CONDITIONS);
    assertThat(excerpt.index()).isEqualTo(1);
    assertThat(excerpt.ingressReady())
        .contains(new IngressReady("False", "Forbidden", "no", "2026-01-01T10:00:00Z"));
  }

  @Test
  void textsThatAreNoneAreEmpty() {
    StatusExcerpt excerpt =
        read("status: {conditions: [{type: IngressReady, status: true, reason: [], message: 5}]}");

    assertThat(excerpt.ingressReady()).contains(new IngressReady("", "", "", ""));
  }

  @Test
  void aWrongStatusIsNoProblemOfTheSeldonDeployment() {
    assertThat(deployment("status: {conditions: none}").getProblems()).isEmpty();
  }

  private static StatusExcerpt read(String status) {
    return deployment(status).getStatus();
  }

  private static SeldonDeployment deployment(String rest) {
    return SeldonDeployments.fromYaml(
        """
        apiVersion: machinelearning.seldon.io/v1
        kind: SeldonDeployment
        metadata: {name: m, namespace: models}
        spec: {predictors: [{name: a}]}
        %s
        """
            .formatted(rest));
  }
}
