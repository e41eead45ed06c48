package io.seldoningress.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosestNameTest {

  @ParameterizedTest
  @CsvSource({
    "EXPLAINER_PORT, false",
    "EXPLAINER_POR, true",
    "EXPLAINRE_PORT, true",
    "XPLAINER_POR, true",
    "EXPLAINER_P, false",
    "EXPLAINER_HOST, false"
  })
  void aTypoIsALetterOrTwo(String name, boolean typo) {
    assertThat(ClosestName.isTypo(name, "EXPLAINER_PORT")).isEqualTo(typo);
  }

  @Test
  void aNameThatIsTooLongIsNotComparedWithAny() {
    assertThat(ClosestName.among(List.of(letters(150) + "b"), letters(150)))
        .contains(letters(150) + "b");
    assertThat(ClosestName.among(List.of(letters(150) + "b"), letters(151))).isEmpty();
  }

  private static String letters(int count) {
    return "a".repeat(count);
  }
}
