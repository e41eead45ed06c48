package io.seldoningress.bench;

/**
 * What a measure shall be.
 *
 * @param part of the measure that is looked at
 * @param sign how it shall compare with the bound
 * @param bound what it is compared with
 * @param text the same for readers
 */
record Target(Part part, Sign sign, double bound, String text) {

  /** One number out of those of all rounds. */
  enum Part {
    /** The median of the program's value by the API server's. */
    RATIO,
    /** The median of the program. */
    MEDIAN,
    /** The most of the program in any round: for what may not happen even once. */
    MOST;

    private double of(Measure measure) {
      return switch (this) {
        case RATIO -> new Spread(measure.ratios()).median();
        case MEDIAN -> new Spread(measure.program()).median();
        case MOST -> new Spread(measure.program()).most();
      };
    }
  }

  /** How a number compares with a bound. */
  enum Sign {
    AT_LEAST,
    AT_MOST,
    LESS;

    private boolean holds(double value, double bound) {
      return switch (this) {
        case AT_LEAST -> value >= bound;
        case AT_MOST -> value <= bound;
        case LESS -> value < bound;
      };
    }
  }

  boolean isMet(Measure measure) {
    return sign.holds(part.of(measure), bound);
  }

  /** The target and whether a measure meets it, such as "≥ 0.70 met". */
  String verdict(Measure measure) {
    return text + (isMet(measure) ? " met" : " missed");
  }
}
