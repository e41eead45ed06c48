package io.seldoningress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.bench.Measure.Better;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasureTest {

  @Test
  void eachRoundHasItsOwnRatio() {
    Measure measure = Measures.compared("first start", 1000, List.of(6.0, 9.0), List.of(8.0, 9.0));

    assertThat(measure.isCompared()).isTrue();
    assertThat(measure.ratios()).containsExactly(0.75, 1.0);
  }

  @Test
  void withoutTheLimitThereAreNoRatios() {
    Measure measure = Measure.empty("memory", 0, "MiB", Better.SMALLER);
    measure.program().add(100.0);

    assertThat(measure.isCompared()).isFalse();
    assertThat(measure.ratios()).isEmpty();
  }

  @Test
  void isItselfByNameAndSize() {
    Measure measure = Measure.empty("memory", 1000, "MiB", Better.SMALLER);

    assertThat(measure.is("memory", 1000)).isTrue();
    assertThat(measure.is("memory", 0)).isFalse();
    assertThat(measure.is("memory, most", 1000)).isFalse();
  }
}
