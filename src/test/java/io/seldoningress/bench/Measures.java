package io.seldoningress.bench;

import io.seldoningress.bench.Measure.Better;
import java.util.List;

/** Measures for tests of what is made of them. */
final class Measures {

  private Measures() {}

  /** One of the program alone. */
  static Measure alone(String name, int size, String unit, Double... program) {
    return new Measure(name, size, unit, Better.SMALLER, List.of(program), List.of());
  }

  /** A throughput beside that of the API server. */
  static Measure compared(String name, int size, List<Double> program, List<Double> limit) {
    return new Measure(name, size, "1/s", Better.LARGER, program, limit);
  }

  /** A delay beside that of the API server. */
  static Measure delay(String name, int size, List<Double> program, List<Double> limit) {
    return new Measure(name, size, "ms", Better.SMALLER, program, limit);
  }

  /** Two rounds at two sizes, with each kind of measure. */
  static Report report() {
    Machine machine =
        new Machine(2, 7946, "Linux 6.1", "Program JVM", "Load JVM", "2026-01-02T03:04:05Z");
    return new Report(
        machine,
        2,
        List.of(
            alone("start, ready", 0, "s", 1.4, 1.6),
            compared("first start", 1000, List.of(150.0, 170.0), List.of(200.0, 200.0)),
            delay("one change, p50", 1000, List.of(9.0, 11.0), List.of(4.0, 4.0)),
            alone("memory, most", 1000, "MiB", 200.0, 210.0),
            alone("steady state, writes", 1000, "/min", 0.0, 0.0),
            compared("first start", 10_000, List.of(1400.0, 1440.0), List.of(2000.0, 2000.0)),
            alone("memory, most", 10_000, "MiB", 290.0, 310.0),
            alone("steady state, writes", 10_000, "/min", 0.0, 3.0)));
  }
}
