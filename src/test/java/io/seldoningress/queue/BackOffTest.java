package io.seldoningress.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {

  /** Gives the largest number that is asked for. */
  private static final RandomGenerator LARGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          throw new UnsupportedOperationException();
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  /** Gives the smallest number that is asked for. */
  private static final RandomGenerator SMALLEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          throw new UnsupportedOperationException();
        }

        @Override
        public long nextLong(long bound) {
          return 0;
        }
      };

  @ParameterizedTest(name = "{0}, {1}: after {2} failures {3} to {4}")
  @CsvSource({
    "PT1S,  PT5M, 1,          PT0.5S, PT1S",
    "PT1S,  PT5M, 2,          PT1S,   PT2S",
    "PT1S,  PT5M, 3,          PT2S,   PT4S",
    "PT1S,  PT5M, 9,          PT128S, PT256S",
    "PT1S,  PT5M, 10,         PT150S, PT5M",
    "PT1S,  PT5M, 11,         PT150S, PT5M",
    "PT1S,  PT5M, 2147483647, PT150S, PT5M",
    "PT1S,  PT1S, 1,          PT0.5S, PT1S",
    "PT1S,  PT1S, 7,          PT0.5S, PT1S",
    "PT3S,  PT5S, 2,          PT2.5S, PT5S",
    "PT0.000000001S, PT1S, 1, PT0S,   PT0.000000001S",
  })
  void doublesWithEachFailureUpToTheMaximumAndSpreadsOverTheUpperHalf(
      Duration initial, Duration maximum, int failures, Duration shortest, Duration longest) {
    BackOff backOff = new BackOff(initial, maximum);

    assertThat(backOff.after(failures, SMALLEST)).isEqualTo(shortest);
    assertThat(backOff.after(failures, LARGEST)).isEqualTo(longest);
  }

  @Test
  void spreadsOverAllOfTheUpperHalf() {
    BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(1));
    Random random = new Random(1);

    long[] inQuarters = new long[4];
    for (int i = 0; i < 1_000; i++) {
      long micros = backOff.after(1, random).toNanos() / 1_000;
      inQuarters[Math.min(3, (int) ((micros - 50_000) / 12_500))]++;
    }

    assertThat(LongStream.of(inQuarters).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(150L, 350L));
  }

  /** Durations that do not fit into a long of nanoseconds are limited, not an exception. */
  @ParameterizedTest
  @CsvSource({
    "PT1S, P999999999D",
    "P200000D, P999999999D",
    "P106751D, P106752D",
  })
  void hugeDurationsDoNotOverflow(Duration initial, Duration maximum) {
    BackOff backOff = new BackOff(initial, maximum);

    for (int failures = 1; failures < 100; failures++) {
      assertThat(backOff.after(failures, LARGEST)).isPositive().isLessThan(Duration.ofDays(40_000));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,  PT5M, initialDelay must be positive",
    "PT-1S, PT5M, initialDelay must be positive",
    "PT2S,  PT1S, maximumDelay PT1S is shorter than initialDelay PT2S",
    "PT2S,  PT-1S, maximumDelay PT-1S is shorter than initialDelay PT2S",
  })
  void refusesDelaysThatMakeNoSense(Duration initial, Duration maximum, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackOff(initial, maximum))
        .withMessageContaining(message);
  }
}
