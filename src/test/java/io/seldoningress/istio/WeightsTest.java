package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets how much when some are not ready. */
class WeightsTest {

  /** Shares that add up to 100, and who is not ready. */
  record Scene(List<Integer> written, Set<Integer> unready) {

    List<Predictor> predictors() {
      return WeightsTest.predictors(written);
    }

    List<Integer> weights() {
      return WeightsTest.weights(written, unready);
    }

    boolean isShifted() {
      List<Integer> sharers =
          IntStream.range(0, written.size()).filter(i -> written.get(i) > 0).boxed().toList();
      return sharers.stream().anyMatch(unready::contains) && !unready.containsAll(sharers);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "75 25, 1, 100 0",
    "75 25, 0, 0 100",
    "60 30 10, 0, 0 75 25",
    "60 30 10, 1, 86 0 14",
    "34 33 33, 0, 0 50 50",
    "25 25 25 25, 3, 34 33 33 0",
    "97 1 1 1, 0, 0 34 33 33",
    "0 75 25, 1, 0 0 100",
    "100 0, 0, 100 0",
    "0 100, 0, 0 100",
  })
  void theShareOfOneGoesToTheOthersInProportion(String written, int unready, String weights) {
    assertThat(weights(numbers(written), Set.of(unready))).isEqualTo(numbers(weights));
  }

  @Test
  void whereNobodyIsReadyWhatIsWrittenStays() {
    assertThat(weights(List.of(75, 25, 0), Set.of(0, 1))).containsExactly(75, 25, 0);
  }

  @Test
  void theOneAndOnlyIsNeverLeftOut() {
    assertThat(weights(List.of(0), Set.of(0))).containsExactly(0);
    assertThat(weights(List.of(100), Set.of(0))).containsExactly(100);
  }

  @Test
  void whatIsShiftedIsToldByPredictor() {
    SeldonDeployment deployment = deployment(List.of(60, 30, 10));

    assertThat(ShiftedShares.in(deployment, new Readiness(Set.of(1))))
        .containsExactly("predictor p1 is not ready: its 30 % go to the others");
    assertThat(ShiftedShares.in(deployment, new Readiness(Set.of(0, 1, 2)))).isEmpty();
    assertThat(ShiftedShares.in(deployment, Readiness.ALL)).isEmpty();
  }

  @Property
  void theyAddUpToWhatIsWritten(@ForAll("scenes") Scene scene) {
    assertThat(scene.weights().stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
  }

  @Property
  void theUnreadyGetNothingAndTheReadyNoLessThanIsWritten(@ForAll("scenes") Scene scene) {
    List<Integer> weights = scene.weights();
    for (int i = 0; i < weights.size(); i++) {
      if (scene.isShifted() && scene.unready().contains(i)) {
        assertThat(weights.get(i)).isZero();
      } else {
        assertThat(weights.get(i)).isGreaterThanOrEqualTo(scene.written().get(i));
      }
    }
  }

  @Property
  void aWrittenZeroStaysZero(@ForAll("scenes") Scene scene) {
    List<Integer> weights = scene.weights();
    for (int i = 0; i < weights.size(); i++) {
      if (scene.written().get(i) == 0) {
        assertThat(weights.get(i)).isZero();
      }
    }
  }

  @Property
  void sharesAreOffTheirProportionByLessThanOne(@ForAll("scenes") Scene scene) {
    List<Integer> weights = scene.weights();
    int ready =
        IntStream.range(0, weights.size())
            .filter(i -> !scene.isShifted() || !scene.unready().contains(i))
            .map(scene.written()::get)
            .sum();
    for (int i = 0; i < weights.size(); i++) {
      if (weights.get(i) > 0) {
        assertThat(Math.abs(weights.get(i) - 100.0 * scene.written().get(i) / ready)).isLessThan(1);
      }
    }
  }

  /** Whole numbers can't do without the 1: 34 33 33 becomes 50 50 and not 49.25 50.75. */
  @Property
  void whoComesBackTakesFromNobodyElsesGain(@ForAll("scenes") Scene scene) {
    for (int back : scene.unready()) {
      Set<Integer> less = new HashSet<>(scene.unready());
      less.remove(back);
      Scene after = new Scene(scene.written(), less);
      if (scene.isShifted() && scene.written().get(back) > 0) {
        for (int i = 0; i < scene.written().size(); i++) {
          if (i != back) {
            assertThat(after.weights().get(i)).isLessThanOrEqualTo(scene.weights().get(i) + 1);
          }
        }
      }
    }
  }

  @Property
  void whereAllAreReadyOrNobodyIsItIsWhatIsWritten(@ForAll("scenes") Scene scene) {
    Set<Integer> everybody =
        IntStream.range(0, scene.written().size()).boxed().collect(Collectors.toSet());

    assertThat(weights(scene.written(), Set.of())).isEqualTo(scene.written());
    assertThat(weights(scene.written(), everybody)).isEqualTo(scene.written());
  }

  @Property
  void anyNumbersComeOutAtSomething(
      @ForAll
          List<@IntRange(min = Integer.MIN_VALUE / 2, max = Integer.MAX_VALUE / 1000) Integer> any,
      @ForAll Set<@IntRange(min = 0, max = 10) Integer> unready) {
    List<Predictor> some = predictors(any.stream().limit(20).toList());

    assertThat(some)
        .allMatch(
            one -> Weights.of(some, new Readiness(unready)).of(one) >= 0 || one.traffic() < 0);
  }

  @Provide
  Arbitrary<Scene> scenes() {
    Arbitrary<List<Integer>> shares =
        Arbitraries.integers().between(0, 100).list().ofMaxSize(8).map(WeightsTest::asShares);
    return shares.flatMap(
        written ->
            Arbitraries.integers()
                .between(0, written.size() - 1)
                .set()
                .ofMaxSize(written.size())
                .map(unready -> new Scene(written, unready)));
  }

  /** The distances between cuts in 100. */
  private static List<Integer> asShares(List<Integer> cuts) {
    int[] sorted =
        IntStream.concat(cuts.stream().mapToInt(i -> i), IntStream.of(0, 100)).sorted().toArray();
    return IntStream.range(1, sorted.length).mapToObj(i -> sorted[i] - sorted[i - 1]).toList();
  }

  private static List<Integer> weights(List<Integer> written, Set<Integer> unready) {
    List<Predictor> predictors = predictors(written);
    Weights weights = Weights.of(predictors, new Readiness(unready));
    return predictors.stream().map(weights::of).toList();
  }

  private static List<Predictor> predictors(List<Integer> written) {
    return deployment(written).predictors();
  }

  private static SeldonDeployment deployment(List<Integer> written) {
    return SeldonDeployments.withPredictors(
        IntStream.range(0, written.size())
            .mapToObj(i -> "{name: p%d, traffic: %d}".formatted(i, written.get(i)))
            .collect(Collectors.joining(", ")));
  }

  private static List<Integer> numbers(String text) {
    return List.of(text.split(" ", -1)).stream().map(Integer::valueOf).toList();
  }
}
