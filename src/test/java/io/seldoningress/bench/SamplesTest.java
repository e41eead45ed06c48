package io.seldoningress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.checks.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {

  /** Otherwise it would be measured how fast it refuses. */
  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void nothingIsWrongWithThem(String sample) {
    List<Finding> findings = benchmark(sample).check();

    assertThat(findings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void theyComeToRoutesAndClaims(String sample) {
    RoutesBenchmark benchmark = benchmark(sample);

    assertThat(benchmark.make()).isNotEmpty();
    assertThat(benchmark.claims()).isNotEmpty();
    assertThat(benchmark.all().routes()).usingRecursiveComparison().isEqualTo(benchmark.make());
  }

  @Test
  void theLargeOneIsAsLargeAsItSays() {
    assertThat(Samples.json("large").length()).isBetween(40_000, 50_000);
    assertThat(Samples.json("small").length()).isLessThan(1_000);
  }

  private static RoutesBenchmark benchmark(String sample) {
    RoutesBenchmark benchmark = new RoutesBenchmark();
    benchmark.sample = sample;
    benchmark.read();
    return benchmark;
  }
}
