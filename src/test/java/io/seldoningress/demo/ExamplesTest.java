package io.seldoningress.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExamplesTest {

  private static final String DEPLOYMENT =
      "{apiVersion: machinelearning.seldon.io/v1, kind: SeldonDeployment, metadata: {name: one%s}}";

  @Test
  void severalDocumentsAreRead() throws ExampleException {
    String text = DEPLOYMENT.formatted("") + "\n---\n---\n" + DEPLOYMENT.formatted("-more");
    assertThat(new Examples(Optional.empty()).parse(text))
        .extracting(deployment -> deployment.getMetadata().getName())
        .containsExactly("one", "one-more");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', models",
    "', namespace: team-a', '', team-a",
    "', namespace: team-a', demo, demo"
  })
  void eachGoesToItsNamespace(String written, String forAll, String expected)
      throws ExampleException {
    Optional<String> namespace = Optional.of(forAll).filter(name -> !name.isEmpty());
    GenericKubernetesResource read =
        new Examples(namespace).parse(DEPLOYMENT.formatted(written)).get(0);
    assertThat(read.getMetadata().getNamespace()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: [ | it is not YAML: expected the node content, but found '<stream end>' (line 1)",
        "# nothing | it has no SeldonDeployment",
        "- a | it is not the YAML of a SeldonDeployment",
        "{apiVersion: v1, kind: Pod} | it has apiVersion and kind 'v1 Pod' where"
            + " 'machinelearning.seldon.io/v1 SeldonDeployment' is wanted",
        "{apiVersion: machinelearning.seldon.io/v1, kind: SeldonDeployment} | it has no metadata.name",
        "{apiVersion: machinelearning.seldon.io/v1, kind: SeldonDeployment, metadata: {}}"
            + " | it has no metadata.name",
      })
  void whatIsNoExampleIsToldWhy(String text, String why) {
    assertThatThrownBy(() -> new Examples(Optional.empty()).parse(text))
        .isInstanceOf(ExampleException.class)
        .hasMessage(why);
  }

  @Test
  void metadataOfAnotherTypeIsToldInOneLine() {
    String text =
        "{apiVersion: machinelearning.seldon.io/v1, kind: SeldonDeployment, metadata: [1]}";
    assertThatThrownBy(() -> new Examples(Optional.empty()).parse(text))
        .isInstanceOf(ExampleException.class)
        .hasMessageStartingWith("its metadata can't be read: ")
        .hasMessageNotContaining("\n");
  }
}
