package io.seldoningress.annotation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Which predictor a request goes to, beside shares, and who gets copies. */
public final class MatchAnnotations {

  private static final String ROUTES = "VirtualService spec.http[], a route for each predictor";

  /** Browsers keep no cookie for longer. */
  private static final Duration LONGEST = Duration.ofDays(400);

  public static final Annotation<List<MatchAlternative>> MATCH =
      Annotation.onPredictor(
          "istio-match",
          MatchForm.form(),
          new Note(
              "VirtualService spec.http[].match",
              "its share only",
              "headers: {x-group: beta}",
              "Requests that go to this predictor alone; the rest goes by the shares, see [routing.md](routing.md#who-goes-where)."));

  public static final Annotation<Boolean> DIRECT =
      Annotation.onDeployment(
          "istio-direct",
          Forms.flag(),
          new Note(
              ROUTES,
              "false",
              "true",
              "Requests whose header x-predictor is the name of a predictor go to it, to a shadow too."));

  public static final Annotation<String> DIRECT_HEADER =
      Annotation.onDeployment(
          "istio-direct-header",
          Forms.text(MatchPart.HEADERS.nameAllowed(), MatchPart.HEADERS::isName),
          new Note(
              "VirtualService spec.http[].match[].headers",
              "x-predictor",
              "x-model-version",
              "The header of istio-direct."));

  public static final Annotation<String> STICKY_COOKIE =
      Annotation.onDeployment(
          "istio-sticky-cookie",
          Forms.text(
              "the name of a cookie: at most 64 letters, digits, '-' and '_'",
              Pattern.compile("[A-Za-z0-9_-]{1,64}").asMatchPredicate()),
          new Note(
              ROUTES + "; spec.http[].route[].headers.response.add",
              "each request goes by the shares",
              "income-group",
              "A cookie keeps a user with one predictor while the shares hold, over HTTP, see [routing.md](routing.md#sticky-sessions)."));

  public static final Annotation<Duration> STICKY_TTL =
      Annotation.onDeployment(
          "istio-sticky-ttl",
          Forms.duration(Duration.ofSeconds(1), LONGEST),
          new Note(
              "Max-Age of the cookie, in whole seconds",
              "until the browser is closed",
              "24h",
              "How long the cookie of istio-sticky-cookie holds."));

  public static final Annotation<BigDecimal> MIRROR_PERCENTAGE =
      Annotation.onPredictor(
          "istio-mirror-percentage",
          Forms.percentage(),
          new Note(
              "VirtualService spec.http[].mirrorPercentage or mirrors[].percentage",
              "traffic, where that is 0 or unset all",
              "0.5",
              "On a shadow: of how many requests it gets copies; 0 means of none."));

  static final List<Annotation<?>> LIST =
      List.of(MATCH, DIRECT, DIRECT_HEADER, STICKY_COOKIE, STICKY_TTL, MIRROR_PERCENTAGE);

  private MatchAnnotations() {}
}
