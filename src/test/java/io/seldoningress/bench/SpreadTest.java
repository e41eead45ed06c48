package io.seldoningress.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

  private static final Spread HUNDRED =
      new Spread(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList());

  @Test
  void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
    assertThat(new Spread(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    assertThat(new Spread(List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
  }

  @Test
  void aPercentileIsOneOfTheValues() {
    assertThat(HUNDRED.percentile(99)).isEqualTo(99);
    assertThat(HUNDRED.percentile(98.5)).isEqualTo(99);
    assertThat(HUNDRED.percentile(100)).isEqualTo(100);
    assertThat(HUNDRED.percentile(0)).isEqualTo(1);
    assertThat(new Spread(List.of(3.0)).percentile(99)).isEqualTo(3);
  }

  @Test
  void leastAndMostAreTheEnds() {
    assertThat(HUNDRED.least()).isEqualTo(1);
    assertThat(HUNDRED.most()).isEqualTo(100);
  }

  @Test
  void nothingHasNoSpread() {
    assertThatThrownBy(() -> new Spread(List.of())).hasMessage("nothing was measured");
  }
}
