package io.seldoningress.istio;

/** Patterns in settings: {@code *} stands for any characters, also for none. */
final class Wildcards {

  /** What stands for the namespace of the SeldonDeployment that asks. */
  static final String NAMESPACE = "{namespace}";

  private Wildcards() {}

  /** A pattern for those of a namespace. */
  static String in(String namespace, String pattern) {
    return pattern.replace(NAMESPACE, namespace);
  }

  /**
   * Whether a pattern is for a text. A star in the text is for nothing but a star in the pattern:
   * so all that a wildcard host stands for is in the pattern, too. Without a regular expression: a
   * pattern of many stars takes one pass all the same.
   */
  static boolean matches(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    String last = parts[parts.length - 1];
    if (!text.startsWith(parts[0]) || text.length() < parts[0].length() + last.length()) {
      return false;
    }
    int from = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], from);
      if (found < 0) {
        return false;
      }
      from = found + parts[i].length();
    }
    return text.length() - last.length() >= from && text.endsWith(last);
  }
}
