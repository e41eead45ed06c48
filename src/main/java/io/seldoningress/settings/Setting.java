package io.seldoningress.settings;

/**
 * One parameter of the controller.
 *
 * @param <T> the type of its values
 * @param key its name in the properties file and, as {@code {{key}}}, in routes
 * @param kind how its text is read, and what is allowed
 * @param defaultText the value where none is set, as text
 * @param documentation what it does, in one line
 */
public record Setting<T>(String key, Kind<T> kind, String defaultText, String documentation) {

  /**
   * Reads a value.
   *
   * @param text the value as text, without surrounding space
   * @return the typed value
   * @throws IllegalArgumentException if the text is not what {@link #allowed()} says
   */
  public T parse(String text) {
    return kind.parser().apply(text);
  }

  /** What a value may be, in words. */
  public String allowed() {
    return kind.allowed();
  }

  /** Tells whether this text is a value of this setting. */
  boolean accepts(String text) {
    try {
      parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
