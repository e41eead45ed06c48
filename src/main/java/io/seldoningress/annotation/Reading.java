package io.seldoningress.annotation;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a value.
 *
 * @param value the value; empty where anything is wrong
 * @param faults everything that is wrong
 * @param <T> the type of the value
 */
public record Reading<T>(Optional<T> value, List<Fault> faults) {

  public Reading {
    faults = List.copyOf(faults);
  }

  /** A sound value. */
  static <T> Reading<T> of(T value) {
    return new Reading<>(Optional.of(value), List.of());
  }

  /** A value with faults, at least one. */
  static <T> Reading<T> wrong(List<Fault> faults) {
    return new Reading<>(Optional.empty(), faults);
  }

  /** A value that is wrong as a whole. */
  static <T> Reading<T> wrong(String value, String allowed) {
    return wrong(List.of(new Fault("", value, allowed)));
  }
}
