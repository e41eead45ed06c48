package io.seldoningress.seldon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberTest {

  @ParameterizedTest
  @CsvSource({"0,0", "3,3", "+3,3", "-1,-1", "007,7", "2147483647,2147483647"})
  void whatGoReadsAsANumberIsOne(String text, int number) {
    assertThat(WholeNumber.parse(text)).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "three", "1.0", "1e3", "0x1", "1_000", " 3", "3 ", "2147483648"})
  void anythingElseIsNone(String text) {
    assertThat(WholeNumber.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"4294967297", "-2147483649", "٣", "３", "+", "--1"})
  void neitherIsWhatOverflowsOrHasOtherDigits(String text) {
    assertThat(WholeNumber.parse(text)).isEmpty();
  }
}
