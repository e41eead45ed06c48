package io.seldoningress.bench;

import io.seldoningress.bench.Measure.Better;
import java.util.ArrayList;
import java.util.List;

/** All measures of a run, in the order in which they came first. */
final class Results {

  private final List<Measure> measures = new ArrayList<>();

  /** A value that is the better the smaller it is. */
  void small(String name, int size, String unit, double program) {
    measure(name, size, unit, Better.SMALLER).program().add(program);
  }

  /** The same beside that of the API server. */
  void small(String name, int size, String unit, double program, double limit) {
    add(measure(name, size, unit, Better.SMALLER), program, limit);
  }

  /** A value that is the better the larger it is, beside that of the API server. */
  void large(String name, int size, String unit, double program, double limit) {
    add(measure(name, size, unit, Better.LARGER), program, limit);
  }

  List<Measure> measures() {
    return List.copyOf(measures);
  }

  private static void add(Measure measure, double program, double limit) {
    measure.program().add(program);
    measure.limit().add(limit);
  }

  private Measure measure(String name, int size, String unit, Better better) {
    return measures.stream()
        .filter(one -> one.is(name, size))
        .findFirst()
        .orElseGet(
            () -> {
              Measure made = Measure.empty(name, size, unit, better);
              measures.add(made);
              return made;
            });
  }
}
