package io.seldoningress.annotation;

import java.util.List;
import java.util.Map;

/** Headers that are set and removed on the way to predictors, and back. */
public final class HeaderAnnotations {

  /** Headers of requests that get a value. */
  public static final Annotation<Map<String, String>> REQUEST_SET =
      set(
          "istio-request-headers-set",
          "request.set",
          "x-model-team: fraud\nx-model-stage: live",
          "Headers that predictors see with these values, whatever the client sent.");

  /** Headers of requests that are taken out. */
  public static final Annotation<List<String>> REQUEST_REMOVE =
      remove(
          "istio-request-headers-remove",
          "request.remove",
          "cookie,x-debug",
          "Headers of the client that predictors don't see.");

  /** Headers of responses that get a value. */
  public static final Annotation<Map<String, String>> RESPONSE_SET =
      set(
          "istio-response-headers-set",
          "response.set",
          "x-served-by: canary",
          "Headers that the client sees with these values, whatever the predictor sent.");

  /** Headers of responses that are taken out. */
  public static final Annotation<List<String>> RESPONSE_REMOVE =
      remove(
          "istio-response-headers-remove",
          "response.remove",
          "x-powered-by",
          "Headers of the predictor that the client doesn't see.");

  /** All four. */
  public static final List<Annotation<?>> LIST =
      List.of(REQUEST_SET, REQUEST_REMOVE, RESPONSE_SET, RESPONSE_REMOVE);

  private HeaderAnnotations() {}

  private static Annotation<Map<String, String>> set(
      String name, String field, String example, String text) {
    return Annotation.onBoth(name, HeaderForms.set(), note(field, example, text));
  }

  private static Annotation<List<String>> remove(
      String name, String field, String example, String text) {
    return Annotation.onBoth(name, HeaderForms.remove(), note(field, example, text));
  }

  private static Note note(String field, String example, String text) {
    return new Note(
        "VirtualService spec.http[].headers.%s, or that of its destinations".formatted(field),
        "none",
        example,
        text);
  }
}
