package io.seldoningress.annotation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectAnnotationsTest {

  @ParameterizedTest
  @ValueSource(strings = {"*", ".", "a", ".,a", "a, b"})
  void namespacesMayBeExportedTo(String text) {
    assertThat(ObjectAnnotations.EXPORT_TO.form().read(text).faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "*,a", "*,.", "a,*", "A", "a.b", "a,,b", "-"})
  void whatIstioRefusesToExportToIsWrong(String text) {
    assertThat(ObjectAnnotations.EXPORT_TO.form().read(text).faults()).isNotEmpty();
  }

  @Test
  void aNameThatIsThereTwiceIsTakenOnce() {
    assertThat(ObjectAnnotations.LABELS.form().read("a,b/c,a").value())
        .contains(List.of("a", "b/c"));
  }

  @Test
  void namesAreLimited() {
    assertThat(ObjectAnnotations.LABELS.form().read(names(20)).faults()).isEmpty();
    assertThat(ObjectAnnotations.LABELS.form().read(names(21)).faults()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "/a",
        "a/",
        "a/b/c",
        "A_/b",
        "kubectl.kubernetes.io/last-applied-configuration",
        "kapp.k14s.io/original"
      })
  void whatIsNoNameOrHoldsAnObjectIsWrong(String text) {
    assertThat(ObjectAnnotations.ANNOTATIONS.form().read(text).faults()).hasSize(1);
  }

  private static String names(int many) {
    return IntStream.range(0, many).mapToObj(i -> "n" + i).collect(joining(","));
  }
}
