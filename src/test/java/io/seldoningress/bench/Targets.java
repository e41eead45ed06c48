package io.seldoningress.bench;

import io.seldoningress.bench.Target.Part;
import io.seldoningress.bench.Target.Sign;
import java.util.Map;
import java.util.Optional;

/** What the program shall reach, by the names of the measures. */
final class Targets {

  private static final Target THROUGHPUT = new Target(Part.RATIO, Sign.AT_LEAST, 0.7, "≥ 0.70");

  private static final Map<String, Target> BY_NAME =
      Map.of(
          "first start", THROUGHPUT,
          "200 changes at once", THROUGHPUT,
          "1000 changes at once", THROUGHPUT,
          "one change, p50", new Target(Part.RATIO, Sign.AT_MOST, 2, "≤ 2.00"),
          "one change, p99", new Target(Part.MEDIAN, Sign.LESS, 50, "< 50 ms"),
          "start, ready", new Target(Part.MEDIAN, Sign.LESS, 2, "< 2 s"),
          "memory, most", new Target(Part.MOST, Sign.AT_MOST, 300, "≤ 300 MiB"),
          "memory, 40 KB specs, most", new Target(Part.MOST, Sign.AT_MOST, 300, "≤ 300 MiB"));

  /** Where nothing changed, nothing is written; a count is never below 0. */
  private static final Target NO_WRITES = new Target(Part.MOST, Sign.AT_MOST, 0, "= 0");

  private Targets() {}

  /** The target of a measure; none for a ratio where the API server was not measured. */
  static Optional<Target> of(Measure measure) {
    Target target = measure.name().endsWith(", writes") ? NO_WRITES : BY_NAME.get(measure.name());
    return Optional.ofNullable(target)
        .filter(one -> one.part() != Part.RATIO || measure.isCompared());
  }

  /** The target and whether it is met; empty where there is none. */
  static String verdict(Measure measure) {
    return of(measure).map(target -> target.verdict(measure)).orElse("");
  }
}
