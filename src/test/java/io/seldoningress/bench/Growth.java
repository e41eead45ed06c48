package io.seldoningress.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How measures grow with the number of SeldonDeployments.
 *
 * @param from the smallest number that was measured
 * @param to the largest one
 * @param lines of each measure that is there at both
 */
record Growth(int from, int to, List<Line> lines) {

  /**
   * Of one measure.
   *
   * @param from its median at the smallest number
   * @param to and at the largest
   */
  record Line(String name, double from, double to) {}

  /** None where only one number was measured; what does not depend on it has size 0. */
  static Optional<Growth> of(List<Measure> measures) {
    List<Integer> sizes =
        measures.stream().map(Measure::size).filter(size -> size > 0).distinct().sorted().toList();
    if (sizes.size() < 2) {
      return Optional.empty();
    }
    int from = sizes.get(0);
    int to = sizes.get(sizes.size() - 1);
    List<Line> lines =
        measures.stream()
            .filter(measure -> measure.size() == from)
            .flatMap(small -> line(small, measures, to))
            .toList();
    return Optional.of(new Growth(from, to, lines));
  }

  /** By what the number itself grows. */
  double factor() {
    return (double) to / from;
  }

  private static Stream<Line> line(Measure small, List<Measure> measures, int to) {
    return measures.stream()
        .filter(measure -> measure.is(small.name(), to))
        .map(large -> new Line(small.name(), median(small), median(large)));
  }

  private static double median(Measure measure) {
    return new Spread(measure.program()).median();
  }
}
