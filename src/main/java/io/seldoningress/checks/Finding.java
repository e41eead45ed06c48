package io.seldoningress.checks;

import io.seldoningress.text.Excerpt;

/**
 * One thing that is wrong with a SeldonDeployment, told to its author.
 *
 * @param path the field, for example {@code spec.predictors[1].traffic}
 * @param value what is written there, cut and made printable
 * @param allowed what is allowed there, in words
 */
public record Finding(String path, String value, String allowed) {

  public Finding {
    value = Excerpt.of(value);
  }

  /** One line for logs, Events and conditions. */
  public String message() {
    return path + ": '" + value + "' is not allowed; allowed: " + allowed;
  }
}
