package io.seldoningress.annotation;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How one kind of value is written.
 *
 * @param <T> the type of the values
 * @param allowed what is allowed, to go on with "allowed: ..."
 * @param reader reads a text; never throws
 */
public record Form<T>(String allowed, Function<String, Reading<T>> reader) {

  /** A form of one part: the parser gives nothing for a text that is not allowed. */
  static <T> Form<T> of(String allowed, Function<String, Optional<T>> parser) {
    return new Form<>(
        allowed,
        text -> parser.apply(text).map(Reading::of).orElseGet(() -> Reading.wrong(text, allowed)));
  }

  /** A form that a rule of its own looks at: any text is read. */
  static Form<String> checkedApart(String allowed) {
    return new Form<>(allowed, Reading::of);
  }

  /**
   * The same with a rule for the value as a whole.
   *
   * @param rules what the rule allows, in words
   */
  Form<T> where(String rules, Predicate<T> rule) {
    return new Form<>(
        allowed,
        text -> {
          Reading<T> reading = reader.apply(text);
          return reading.value().filter(rule.negate()).isPresent()
              ? Reading.wrong(text, rules)
              : reading;
        });
  }

  /** Reads a value; the space around it does not matter. */
  public Reading<T> read(String text) {
    return reader.apply(text.strip());
  }
}
