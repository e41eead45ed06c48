package io.seldoningress.annotation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which pages of other hosts may call from a browser (CORS). */
public final class CorsAnnotations {

  private static final int MOST = 50;
  private static final String POLICY = "VirtualService spec.http[].corsPolicy.";
  private static final String NO_POLICY = "no answer about it from Istio";

  /** In the order of their usual use; others a browser can't send. */
  private static final List<String> METHODS_ALLOWED =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** Whose pages may call; the others mean nothing without it. */
  public static final Annotation<List<Origin>> ORIGINS =
      Annotation.onDeployment(
          "istio-cors-origins",
          Forms.atMost(
              MOST,
              Forms.commaList(
                  "a comma list of origins such as https://app.example.com, http://localhost:3000 and"
                      + " https://*.example.com, or *",
                  Origin::parse)),
          new Note(
              POLICY + "allowOrigins",
              NO_POLICY,
              "https://app.example.com,http://localhost:3000",
              "Whose pages may call the predictors and explainers over HTTP."));

  /** With what methods. */
  public static final Annotation<List<String>> METHODS =
      Annotation.onDeployment(
          "istio-cors-methods",
          Forms.commaList(
              "a comma list of " + String.join(", ", METHODS_ALLOWED),
              text -> Optional.of(text).filter(METHODS_ALLOWED::contains)),
          new Note(
              POLICY + "allowMethods",
              "those that need no leave: GET, HEAD, POST",
              "GET,POST",
              "With what methods."));

  /** With what request headers. */
  public static final Annotation<List<String>> HEADERS =
      headers(
          "istio-cors-headers",
          "allowHeaders",
          "content-type,authorization",
          "With what request headers; JSON needs content-type.");

  /** Which response headers a page may see. */
  public static final Annotation<List<String>> EXPOSE_HEADERS =
      headers(
          "istio-cors-expose-headers",
          "exposeHeaders",
          "seldon-puid",
          "Which response headers a page may see.");

  /** How long a browser keeps the answer. */
  public static final Annotation<Duration> MAX_AGE =
      Annotation.onDeployment(
          "istio-cors-max-age",
          Forms.wholeSeconds(Duration.ofSeconds(1), Duration.ofHours(24)),
          new Note(
              POLICY + "maxAge",
              "what the browser likes, usually 5s",
              "10m",
              "How long a browser keeps the answer."));

  /** Whether with cookies and the like. */
  public static final Annotation<Boolean> CREDENTIALS =
      Annotation.onDeployment(
          "istio-cors-credentials",
          Forms.flag(),
          new Note(
              POLICY + "allowCredentials",
              "false",
              "true",
              "Whether with cookies and the like; not for the origin \\*."));

  /** Those that mean nothing without {@link #ORIGINS}. */
  public static final List<Annotation<?>> OTHERS =
      List.of(METHODS, HEADERS, EXPOSE_HEADERS, MAX_AGE, CREDENTIALS);

  static final List<Annotation<?>> LIST =
      List.of(ORIGINS, METHODS, HEADERS, EXPOSE_HEADERS, MAX_AGE, CREDENTIALS);

  private CorsAnnotations() {}

  private static Annotation<List<String>> headers(
      String name, String field, String example, String text) {
    Form<List<String>> form =
        Forms.atMost(
            MOST,
            Forms.commaList(
                "a comma list of names of headers, or *",
                header ->
                    Optional.of(header).filter(one -> one.equals("*") || HeaderForms.isName(one))));
    return Annotation.onDeployment(name, form, new Note(POLICY + field, "none", example, text));
  }
}
