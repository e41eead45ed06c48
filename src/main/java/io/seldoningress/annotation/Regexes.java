package io.seldoningress.annotation;

import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Regular expressions that Envoy takes. One that it does not take makes it refuse the routes of a
 * whole gateway, so what RE2 of Java and of C++ may see differently is not allowed at all.
 */
final class Regexes {

  static final int MAX_LENGTH = 256;

  /**
   * Envoy refuses a program of more than re2.max_program_size.error_level instructions, which Istio
   * sets to 32768. There they are about bytes, here about characters, of which one in a class can
   * take some 75.
   */
  static final int MAX_PROGRAM = 300;

  /** How often a part of a part may be repeated, in RE2. */
  private static final long MAX_REPEATED = 1000;

  static final String ALLOWED =
      "a regular expression of RE2, of at most %d printable ASCII characters, without \\p, \\x{, \\C, \\Q and named groups, that compiles to at most %d instructions"
          .formatted(MAX_LENGTH, MAX_PROGRAM);

  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1," + MAX_LENGTH + "}");
  private static final Pattern REPEATED = Pattern.compile("(\\)?)\\{([0-9]+)(?:,([0-9]*))?}");

  /**
   * Classes of Unicode are large programs in C++ only, other versions of RE2 have other tables of
   * them, and named groups are newer than some of them. A quotation may be left open, and would go
   * on into what stands around the expression.
   */
  private static final List<String> DIFFERENT =
      List.of("\\p", "\\P", "\\x{", "\\C", "\\Q", "(?P", "(?<");

  private Regexes() {}

  /** Whether Envoy takes it. Never throws. */
  static boolean isAllowed(String regex) {
    return PRINTABLE.matcher(regex).matches()
        && DIFFERENT.stream().noneMatch(regex::contains)
        && repeatsFew(regex)
        && compiles(regex);
  }

  /**
   * What is repeated again is repeated as often as the product says, which is asked before anything
   * is unrolled. All groups are taken for nested, which may be too strict, never too lax.
   */
  private static boolean repeatsFew(String regex) {
    long ofGroups = 1;
    long ofOthers = 1;
    Matcher counts = REPEATED.matcher(regex);
    while (counts.find() && ofGroups <= MAX_REPEATED) {
      long count = Math.max(1, Math.max(number(counts.group(2)), number(counts.group(3))));
      if (counts.group(1).isEmpty()) {
        ofOthers = Math.max(ofOthers, count);
      } else {
        ofGroups *= count;
      }
    }
    return ofGroups * ofOthers <= MAX_REPEATED;
  }

  private static long number(String digits) {
    return digits == null || digits.isEmpty()
        ? 0
        : digits.length() > 4 ? MAX_REPEATED + 1 : Long.parseLong(digits);
  }

  private static boolean compiles(String regex) {
    try {
      return com.google.re2j.Pattern.compile(regex).programSize() <= MAX_PROGRAM;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
