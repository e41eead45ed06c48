package io.seldoningress.annotation;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How one kind of value is written.
 *
 * @param <T> the type of the values
 * @param allowed what is allowed, to go on with "allowed: ..."
 * @param most how many characters a text has at most that is read at all: one may be read again for
 *     each predictor, and an object has room for a million characters and thousands of predictors
 * @param reader reads a text; never throws
 */
public record Form<T>(String allowed, int most, Function<String, Reading<T>> reader) {

  /** A name, a number or the like is no longer. */
  static final int MOST_OF_ONE = 600;

  /** A list is no longer. */
  public static final int MOST_OF_LIST = 20_000;

  /** A form of a list, or of anything else of many parts. */
  Form(String allowed, Function<String, Reading<T>> reader) {
    this(allowed, MOST_OF_LIST, reader);
  }

  /** A form of one part: the parser gives nothing for a text that is not allowed. */
  static <T> Form<T> of(String allowed, Function<String, Optional<T>> parser) {
    return new Form<>(
        allowed,
        MOST_OF_ONE,
        text -> parser.apply(text).map(Reading::of).orElseGet(() -> Reading.wrong(text, allowed)));
  }

  /** A form that a rule of its own looks at: any text is read, and of any length. */
  static Form<String> checkedApart(String allowed) {
    return new Form<>(allowed, Integer.MAX_VALUE, Reading::of);
  }

  /**
   * The same with a rule for the value as a whole.
   *
   * @param rules what the rule allows, in words
   */
  Form<T> where(String rules, Predicate<T> rule) {
    return new Form<>(
        allowed,
        most,
        text -> {
          Reading<T> reading = reader.apply(text);
          return reading.value().filter(rule.negate()).isPresent()
              ? Reading.wrong(text, rules)
              : reading;
        });
  }

  /** Reads a value; the space around it does not matter, but for the length of the whole. */
  public Reading<T> read(String text) {
    return text.length() > most
        ? Reading.wrong(text, "%s, at most %d characters".formatted(allowed, most))
        : reader.apply(text.strip());
  }
}
