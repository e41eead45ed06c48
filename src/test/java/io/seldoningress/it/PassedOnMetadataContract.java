package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.testing.RequestLog.Entry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Labels and annotations of a SeldonDeployment that its objects get, too. */
abstract class PassedOnMetadataContract extends ControllerContract {

  private static final String NAMES =
      "seldon.io/istio-labels: \"team,stage\", seldon.io/istio-annotations: example.com/owner";
  private static final String EXPLAINED =
      "{predictors: [{name: main, graph: {name: classifier}, explainer: {type: AnchorTabular},"
          + " componentSpecs: [{spec: {containers: [{name: classifier, image: x}]}}]}]}";

  @Test
  void whatIsNamedIsOnEveryObjectAndFollowsEachChange() {
    startController();
    apply("income", "labels: {team: a, stage: b, other: c}, " + owner("ann"), EXPLAINED);
    awaitOnAll(Map.of("team", "a", "stage", "b"), Map.of("example.com/owner", "ann"));

    apply("income", "labels: {team: z, stage: b, other: c}, " + owner("bob"), EXPLAINED);
    awaitOnAll(Map.of("team", "z", "stage", "b"), Map.of("example.com/owner", "bob"));

    apply("income", "labels: {stage: b}, annotations: {%s}".formatted(NAMES), EXPLAINED);
    awaitOnAll(Map.of("stage", "b"), Map.of());

    apply("income", "", EXPLAINED);
    awaitOnAll(Map.of(), Map.of());
  }

  @Test
  void nothingIsWrittenWhereNothingThatIsNamedChanges() {
    startController();
    apply("income", "labels: {team: a}, " + owner("ann"), EXPLAINED);
    awaitOnAll(Map.of("team", "a"), Map.of("example.com/owner", "ann"));
    awaitAllHandled();
    requests().clear();

    apply("income", "labels: {team: a, other: c}, " + owner("ann"), EXPLAINED);
    awaitAllHandled();
    assertThat(writesOfObjects()).as("after a change of another label").isEmpty();

    controller.close();
    startController();
    awaitAllHandled();
    assertThat(writesOfObjects()).as("after a restart").isEmpty();
  }

  private static String owner(String name) {
    return "annotations: {example.com/owner: %s, example.com/more: x, %s}".formatted(name, NAMES);
  }

  private List<Entry> writesOfObjects() {
    return writes().stream().filter(one -> !isOnStatus(one)).toList();
  }

  private void awaitOnAll(Map<String, String> labels, Map<String, String> annotations) {
    eventually()
        .untilAsserted(
            () ->
                assertThat(objects())
                    .hasSize(4)
                    .allSatisfy(
                        one -> {
                          assertThat(labelsOfOthers(one)).isEqualTo(labels);
                          assertThat(annotations(one)).isEqualTo(annotations);
                        }));
  }

  private List<? extends HasMetadata> objects() {
    return Stream.of(
            virtualService("income").get(),
            virtualService("income-main-explainer-http").get(),
            destinationRule("income-main").get(),
            destinationRule("income-main-explainer").get())
        .filter(Objects::nonNull)
        .toList();
  }

  private static Map<String, String> labelsOfOthers(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    labels.keySet().removeIf(name -> name.startsWith("app.kubernetes.io/"));
    return labels;
  }

  private static Map<String, String> annotations(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of());
  }
}
