package io.seldoningress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {

  @ParameterizedTest
  @ValueSource(strings = {"first start", "200 changes at once", "1000 changes at once"})
  void aThroughputIsThatOfTheApiServerByItsMedian(String name) {
    assertThat(verdict(name, List.of(70.0, 60.0, 80.0))).isEqualTo("≥ 0.70 met");
    assertThat(verdict(name, List.of(69.0, 69.0, 99.0))).isEqualTo("≥ 0.70 missed");
  }

  @Test
  void oneChangeTakesTwiceAsLongAtMost() {
    assertThat(verdict("one change, p50", List.of(200.0, 200.0, 200.0))).isEqualTo("≤ 2.00 met");
    assertThat(verdict("one change, p50", List.of(201.0, 201.0, 1.0))).isEqualTo("≤ 2.00 missed");
  }

  @ParameterizedTest
  @CsvSource({
    "'one change, p99', 49.9, < 50 ms met",
    "'one change, p99', 50, < 50 ms missed",
    "'start, ready', 1.99, < 2 s met",
    "'start, ready', 2, < 2 s missed",
    "'memory, most', 300, ≤ 300 MiB met",
    "'memory, most', 300.1, ≤ 300 MiB missed",
    "'steady state, writes', 0, = 0 met",
    "'status updates, writes', 1, = 0 missed",
    "'start with all in place, writes', 0, = 0 met",
    "'start with all in place, ready', 5, ''",
    "memory, 500, ''"
  })
  void ofTheProgramAlone(String name, double value, String verdict) {
    assertThat(Targets.verdict(Measures.alone(name, 1000, "", value))).isEqualTo(verdict);
  }

  @Test
  void oneRoundWithAWriteIsEnoughToMiss() {
    Measure measure = Measures.alone("steady state, writes", 1000, "/min", 0.0, 0.0, 3.0);

    assertThat(Targets.verdict(measure)).isEqualTo("= 0 missed");
  }

  @Test
  void aRatioNeedsTheLimit() {
    assertThat(Targets.of(Measures.alone("first start", 1000, "1/s", 100.0))).isEmpty();
  }

  private static String verdict(String name, List<Double> program) {
    return Targets.verdict(Measures.compared(name, 1000, program, List.of(100.0, 100.0, 100.0)));
  }
}
