package io.seldoningress.seldon;

import io.seldoningress.text.Excerpt;

/**
 * A field that has another type than Seldon's. CRDs without a schema let such fields through, and
 * the object is decoded without it.
 *
 * @param path for example {@code spec.predictors[1].traffic}
 * @param value an excerpt of what is written, as JSON
 * @param allowed what may stand there, in words
 */
public record Problem(String path, String value, String allowed) {

  public Problem {
    value = Excerpt.of(value);
  }
}
