package io.seldoningress.seldon;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Whole numbers in annotations, as Go's {@code strconv.Atoi} reads them for the Seldon operator.
 */
public final class WholeNumber {

  private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]+");

  private WholeNumber() {}

  /** The number that the text is, empty where it is none or does not fit into 32 bits. */
  public static OptionalInt parse(String text) {
    if (!DIGITS.matcher(text).matches()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
