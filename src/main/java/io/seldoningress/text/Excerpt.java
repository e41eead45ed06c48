package io.seldoningress.text;

/** What somebody wrote, made fit for one line of a message. */
public final class Excerpt {

  /** Characters kept of a text. */
  public static final int MAX_LENGTH = 80;

  private static final String CUT = "...";

  private Excerpt() {}

  /**
   * The beginning of a text, at most {@value #MAX_LENGTH} characters and an ellipsis, with control,
   * formatting and separator characters and lone surrogates as Unicode escapes: they could forge
   * lines in logs or turn the writing direction.
   */
  public static String of(String text) {
    StringBuilder excerpt = new StringBuilder();
    text.codePoints().limit(MAX_LENGTH).forEach(codePoint -> append(excerpt, codePoint));
    boolean cut = text.codePoints().skip(MAX_LENGTH).findAny().isPresent();
    return cut ? excerpt.append(CUT).toString() : excerpt.toString();
  }

  /** The whole text, with the same characters as escapes. */
  public static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints().forEach(codePoint -> append(printable, codePoint));
    return printable.toString();
  }

  private static void append(StringBuilder excerpt, int codePoint) {
    if (printable(codePoint)) {
      excerpt.appendCodePoint(codePoint);
    } else {
      excerpt.append("\\u").append(String.format("%04x", codePoint));
    }
  }

  private static boolean printable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
