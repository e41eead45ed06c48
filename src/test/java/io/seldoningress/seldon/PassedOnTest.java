package io.seldoningress.seldon;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassedOnTest {

  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  @Test
  void onlyNamedAnnotationsOfOthersAreKept() {
    assertThat(kept("seldon.io/istio-annotations: 'b, c/d'", "a: 1", "b: 2", "c/d: 3"))
        .isEqualTo(Map.of("seldon.io/istio-annotations", "b, c/d", "b", "2", "c/d", "3"));
  }

  @Test
  void theListOfTheSpecGoesFirst() {
    SeldonDeployment deployment =
        SeldonDeployments.fromYaml(
            """
            metadata: {name: m, annotations: {a: "1", b: "2", seldon.io/istio-annotations: a}}
            spec: {annotations: {seldon.io/istio-annotations: b}}
            """);

    assertThat(deployment.getMetadata().getAnnotations()).containsKey("b").doesNotContainKey("a");
  }

  @Test
  void anObjectThatAToolKeepsIsNotKept() {
    assertThat(kept("seldon.io/istio-annotations: " + APPLIED, APPLIED + ": '{}'"))
        .doesNotContainKey(APPLIED);
  }

  @Test
  void ofALongValueTheBeginningIsKept() {
    assertThat(kept("seldon.io/istio-annotations: b", "b: '" + "v".repeat(5_000) + "'"))
        .extractingByKey("b")
        .asString()
        .hasSize(PassedOn.MOST_CHARACTERS + 1);
  }

  @Test
  void ofManyNamesSomeAreKept() {
    String names = IntStream.range(0, 100).mapToObj(i -> "n" + i).collect(joining(","));
    String values =
        IntStream.range(0, 100).mapToObj(i -> "n%d: x".formatted(i)).collect(joining("\n"));

    assertThat(kept("seldon.io/istio-annotations: '" + names + "'", values))
        .hasSize(PassedOn.MOST_NAMES + 1);
  }

  private static Map<String, String> kept(String... annotations) {
    String lines = String.join("\n", annotations).replaceAll("(?m): ([0-9]+)$", ": '$1'");
    return SeldonDeployments.fromYaml(
            "metadata:\n  name: m\n  annotations:\n" + lines.indent(4) + "spec: {}\n")
        .getMetadata()
        .getAnnotations();
  }
}
