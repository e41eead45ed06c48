package io.seldoningress.bench;

import java.util.Locale;

/** Numbers as readers get them, the same in every country. */
final class Numbers {

  private Numbers() {}

  /** Two decimals. */
  static String of(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }

  static String of(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** The least and the most, such as [0.75..0.85]. */
  static String range(Spread spread) {
    return "[%s..%s]".formatted(of(spread.least()), of(spread.most()));
  }
}
