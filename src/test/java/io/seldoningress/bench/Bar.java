package io.seldoningress.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A measure as a bar.
 *
 * @param label its name and how many SeldonDeployments there were
 * @param spread what is drawn: the median as a bar, the least and the most as a whisker
 * @param text the same as text, and the target
 * @param target where the target is on the same scale
 * @param missed whether it misses the target
 */
record Bar(String label, Spread spread, String text, Optional<Double> target, boolean missed) {

  /** The program by the API server; its own median is told beside that. */
  static Bar ofRatio(Measure measure) {
    Spread ratios = new Spread(measure.ratios());
    String own = withUnit(new Spread(measure.program()), measure);
    return of(
        measure,
        ratios,
        "%s %s  %s".formatted(Numbers.of(ratios.median()), Numbers.range(ratios), own),
        part -> part == Target.Part.RATIO);
  }

  /** The program alone. */
  static Bar ofValue(Measure measure) {
    Spread program = new Spread(measure.program());
    return of(
        measure,
        program,
        "%s %s".formatted(withUnit(program, measure), Numbers.range(program)),
        part -> part != Target.Part.RATIO);
  }

  /** The farthest that anything of it reaches. */
  double most() {
    return Math.max(spread.most(), target.orElse(0.0));
  }

  private static Bar of(
      Measure measure, Spread spread, String values, Predicate<Target.Part> onThisScale) {
    Optional<Target> target = Targets.of(measure);
    return new Bar(
        label(measure),
        spread,
        (values + "  " + Targets.verdict(measure)).strip(),
        target.filter(one -> onThisScale.test(one.part())).map(Target::bound),
        target.filter(one -> !one.isMet(measure)).isPresent());
  }

  private static String withUnit(Spread spread, Measure measure) {
    return Numbers.of(spread.median()) + " " + measure.unit();
  }

  private static String label(Measure measure) {
    return measure.size() == 0
        ? measure.name()
        : "%s (%s)".formatted(measure.name(), Numbers.of(measure.size()));
  }

  /** Those that can be drawn; a rate by a rate of 0 can't. */
  static List<Bar> drawable(List<Bar> bars) {
    return bars.stream().filter(bar -> Double.isFinite(bar.most())).toList();
  }
}
