package io.seldoningress.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured in several rounds, and beside it what the API server itself does with the same
 * objects, where that can be said.
 *
 * @param name what
 * @param size how many SeldonDeployments there are
 * @param unit of the values
 * @param better whether the smaller or the larger value is better
 * @param program of the program, a value for each round
 * @param limit of the API server, a value for each round; may be empty
 */
record Measure(
    String name, int size, String unit, Better better, List<Double> program, List<Double> limit) {

  enum Better {
    SMALLER,
    LARGER
  }

  static Measure empty(String name, int size, String unit, Better better) {
    return new Measure(name, size, unit, better, new ArrayList<>(), new ArrayList<>());
  }

  boolean is(String otherName, int otherSize) {
    return name.equals(otherName) && size == otherSize;
  }

  @JsonIgnore
  boolean isCompared() {
    return !limit.isEmpty();
  }

  /** The program's value by the API server's, of each round. */
  List<Double> ratios() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(program.size(), limit.size()); i++) {
      ratios.add(program.get(i) / limit.get(i));
    }
    return ratios;
  }
}
