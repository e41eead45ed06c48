package io.seldoningress.annotation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The forms of values that several annotations share. */
final class Forms {

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,4})?");

  /** No more digits than a long takes in nanoseconds. */
  private static final Pattern DURATION =
      Pattern.compile(
          "(?=.)(?:([0-9]{1,5})h)?(?:([0-9]{1,7})m)?(?:([0-9]{1,8})s)?(?:([0-9]{1,9})ms)?");

  private Forms() {}

  /** A whole number. */
  static Form<Integer> wholeNumber(int least, int most) {
    return Form.of(
        "a whole number from %d to %d".formatted(least, most),
        text ->
            Optional.of(text)
                .filter(written -> DIGITS.matcher(written).matches())
                .map(Long::parseLong)
                .filter(number -> number >= least && number <= most)
                .map(Long::intValue));
  }

  /** A percentage with at most four digits after the point. */
  static Form<BigDecimal> percentage() {
    return Form.of(
        "a percentage from 0 to 100 such as 5 or 0.5",
        text ->
            Optional.of(text)
                .filter(written -> DECIMAL.matcher(written).matches())
                .map(BigDecimal::new)
                .filter(number -> number.compareTo(BigDecimal.valueOf(100)) <= 0));
  }

  /** A time span in Go's notation, of whole milliseconds. */
  static Form<Duration> duration(Duration least, Duration most) {
    return Form.of(
        "a duration such as 500ms, 2s or 1m30s, from %s to %s"
            .formatted(Durations.text(least), Durations.text(most)),
        text ->
            parseDuration(text)
                .filter(span -> span.compareTo(least) >= 0 && span.compareTo(most) <= 0));
  }

  /** A time span of whole seconds. */
  static Form<Duration> wholeSeconds(Duration least, Duration most) {
    return Form.of(
        "a duration of whole seconds such as 30s or 10m, from %s to %s"
            .formatted(Durations.text(least), Durations.text(most)),
        text ->
            parseDuration(text)
                .filter(span -> span.toMillisPart() == 0)
                .filter(span -> span.compareTo(least) >= 0 && span.compareTo(most) <= 0));
  }

  /** {@code true} or {@code false}. */
  static Form<Boolean> flag() {
    return Form.of(
        "true or false",
        text ->
            Optional.of(text)
                .filter(written -> written.equals("true") || written.equals("false"))
                .map(Boolean::valueOf));
  }

  /** One of some words, as they are written. */
  static Form<String> oneOf(String... words) {
    List<String> allowed = List.of(words);
    return Form.of(
        "one of " + String.join(", ", words), text -> Optional.of(text).filter(allowed::contains));
  }

  /** A text for which a rule holds. */
  static Form<String> text(String allowed, Predicate<String> rule) {
    return Form.of(allowed, text -> Optional.of(text).filter(rule));
  }

  /**
   * A list with commas between its elements, each once; every element that is wrong is a fault.
   *
   * @param allowed what is allowed, of the list as a whole
   */
  static <T> Form<List<T>> commaList(String allowed, Function<String, Optional<T>> element) {
    return new Form<>(allowed, text -> elements(splitAt(",", text), allowed, element));
  }

  /** A list of another form that may not be longer than a number of elements. */
  static <T> Form<List<T>> atMost(int most, Form<List<T>> list) {
    String allowed = list.allowed() + ", at most " + most;
    return new Form<>(
        allowed,
        text -> {
          Reading<List<T>> reading = list.read(text);
          boolean tooLong = reading.value().map(List::size).orElse(0) > most;
          return tooLong ? Reading.wrong(text, allowed) : reading;
        });
  }

  /**
   * Pairs, one in each line, with a colon between name and value, no name twice, in their order.
   *
   * @param allowed what is allowed, of the list as a whole
   */
  static Form<Map<String, String>> lines(
      String allowed, Predicate<String> name, Predicate<String> value) {
    return new Form<>(
        allowed,
        text -> {
          Map<String, String> pairs = new LinkedHashMap<>();
          List<Fault> faults = new ArrayList<>();
          for (String line : splitAt("\n", text)) {
            int colon = line.indexOf(':');
            String before = colon < 0 ? line : line.substring(0, colon).strip();
            String after = colon < 0 ? "" : line.substring(colon + 1).strip();
            boolean sound = colon > 0 && name.test(before) && value.test(after);
            if (!sound || pairs.putIfAbsent(before, after) != null) {
              faults.add(new Fault("", line, allowed));
            }
          }
          return faults.isEmpty() ? Reading.of(pairs) : Reading.wrong(faults);
        });
  }

  private static <T> Reading<List<T>> elements(
      List<String> written, String allowed, Function<String, Optional<T>> element) {
    List<Fault> faults =
        written.stream()
            .filter(one -> element.apply(one).isEmpty())
            .map(one -> new Fault("", one, allowed))
            .toList();
    if (!faults.isEmpty()) {
      return Reading.wrong(faults);
    }
    return Reading.of(
        written.stream().map(one -> element.apply(one).orElseThrow()).distinct().toList());
  }

  private static List<String> splitAt(String separator, String text) {
    return Arrays.stream(text.split(separator, -1))
        .map(String::strip)
        .collect(Collectors.toUnmodifiableList());
  }

  private static Optional<Duration> parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofHours(part(matcher, 1))
            .plusMinutes(part(matcher, 2))
            .plusSeconds(part(matcher, 3))
            .plusMillis(part(matcher, 4)));
  }

  private static long part(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
  }
}
