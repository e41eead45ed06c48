package io.seldoningress.bench;

import java.util.Arrays;
import java.util.List;

/** Values of one measure in several rounds, or of one round's many. */
final class Spread {

  private final double[] sorted;

  Spread(List<Double> values) {
    this.sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  double median() {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The smallest value that so many percent do not exceed. */
  double percentile(double percent) {
    int index = (int) Math.ceil(percent / 100 * sorted.length) - 1;
    return sorted[Math.max(0, index)];
  }

  double least() {
    return sorted[0];
  }

  double most() {
    return sorted[sorted.length - 1];
  }

  @Override
  public String toString() {
    return Arrays.toString(sorted);
  }
}
