package io.seldoningress.annotation;

import java.util.Optional;
import java.util.function.Function;

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

  /** Reads a value; the space around it does not matter. */
  public Reading<T> read(String text) {
    return reader.apply(text.strip());
  }
}
