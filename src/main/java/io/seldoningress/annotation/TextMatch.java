package io.seldoningress.annotation;

/**
 * Which texts are meant.
 *
 * @param kind how they are compared
 * @param text what with
 */
public record TextMatch(Kind kind, String text) {

  /** How texts are compared, by Istio's words. */
  public enum Kind {
    /** The whole text. */
    EXACT("exact"),
    /** How it begins. */
    PREFIX("prefix"),
    /** A regular expression of RE2 that the whole text fits. */
    REGEX("regex");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As it is written in annotations. */
    public String word() {
      return word;
    }
  }
}
