package io.seldoningress.annotation;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which pod of a predictor a request goes to, which pods are left out, and over what. */
public final class TrafficPolicyAnnotations {

  private static final String OUTLIERS = "DestinationRule spec.trafficPolicy.outlierDetection.";
  private static final String BALANCER = "DestinationRule spec.trafficPolicy.loadBalancer.";
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Form<Integer> COUNT = Forms.wholeNumber(0, Integer.MAX_VALUE);
  private static final Set<String> TLS_MODES =
      Set.of("DISABLE", "SIMPLE", "ISTIO_MUTUAL", "STRICT");

  public static final Annotation<Integer> CONSECUTIVE_5XX =
      Annotation.onBoth(
          "istio-outlier-consecutive-5xx",
          COUNT,
          new Note(
              OUTLIERS + "consecutive5xxErrors",
              "5, with another istio-outlier annotation",
              "7",
              "After how many answers of 5xx in a row a pod is left out; 0 does not count them."));

  public static final Annotation<Integer> CONSECUTIVE_GATEWAY_ERRORS =
      Annotation.onBoth(
          "istio-outlier-consecutive-gateway-errors",
          COUNT,
          new Note(
              OUTLIERS + "consecutiveGatewayErrors",
              "0",
              "3",
              "After how many answers of 502, 503 or 504 and failed connections in a row a pod is left out; 0 does not count them. They count as 5xx, too."));

  public static final Annotation<Duration> OUTLIER_INTERVAL =
      Annotation.onBoth(
          "istio-outlier-interval",
          Forms.duration(LEAST, HOUR),
          new Note(
              OUTLIERS + "interval", "10s", "5s", "How often is looked at which pods come back."));

  public static final Annotation<Duration> BASE_EJECTION_TIME =
      Annotation.onBoth(
          "istio-outlier-base-ejection-time",
          Forms.duration(LEAST, Duration.ofDays(1)),
          new Note(
              OUTLIERS + "baseEjectionTime",
              "30s",
              "1m",
              "How long a pod is left out, times how often it was."));

  public static final Annotation<Integer> MAX_EJECTION_PERCENT =
      Annotation.onBoth(
          "istio-outlier-max-ejection-percent",
          Forms.wholeNumber(1, 100),
          new Note(
              OUTLIERS + "maxEjectionPercent",
              "10, which of fewer than 10 pods may be none",
              "50",
              "How many of the pods may be left out at a time."));

  public static final Annotation<Integer> MIN_HEALTH_PERCENT =
      Annotation.onBoth(
          "istio-outlier-min-health-percent",
          Forms.wholeNumber(0, 100),
          new Note(
              OUTLIERS + "minHealthPercent",
              "0",
              "50",
              "With fewer of its pods left in, requests go to all of them again."));

  public static final Annotation<String> LOAD_BALANCER =
      Annotation.onBoth(
          "istio-load-balancer",
          Forms.oneOf("ROUND_ROBIN", "LEAST_REQUEST", "RANDOM"),
          new Note(
              BALANCER + "simple",
              "LEAST_REQUEST",
              "ROUND_ROBIN",
              "How requests are spread over the pods. Not together with istio-hash."));

  public static final Annotation<HashKey> HASH =
      Annotation.onBoth(
          "istio-hash",
          HashKey.FORM,
          new Note(
              BALANCER + "consistentHash",
              "requests are spread",
              "header:x-user",
              "Requests that have the same in this part go to the same pod, while the pods stay the same. See [routing.md](routing.md#connections-to-predictors)."));

  public static final Annotation<Duration> WARMUP =
      Annotation.onBoth(
          "istio-warmup",
          Forms.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          new Note(
              BALANCER + "warmupDurationSecs",
              "a new pod gets its whole share at once",
              "2m",
              "How long the share of a new pod grows from a tenth to the whole. Not with istio-hash or RANDOM."));

  public static final Annotation<String> TLS_MODE =
      Annotation.onBoth(
          "istio-tls-mode",
          Form.of(
              "DISABLE, SIMPLE, ISTIO_MUTUAL or STRICT (which means ISTIO_MUTUAL)",
              text -> Optional.of(text.toUpperCase(Locale.ROOT)).filter(TLS_MODES::contains)),
          new Note(
              "DestinationRule spec.trafficPolicy.tls.mode",
              "the setting istio.tlsMode",
              "ISTIO_MUTUAL",
              "How the predictor, and its explainer, are called."));

  /** Those that leave pods out, beside the two that say when. */
  public static final List<Annotation<?>> EJECTION =
      List.of(OUTLIER_INTERVAL, BASE_EJECTION_TIME, MAX_EJECTION_PERCENT, MIN_HEALTH_PERCENT);

  static final List<Annotation<?>> LIST =
      Stream.of(
              ConnectionAnnotations.LIST,
              List.of(CONSECUTIVE_5XX, CONSECUTIVE_GATEWAY_ERRORS),
              EJECTION,
              List.of(LOAD_BALANCER, HASH, WARMUP, TLS_MODE))
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableList());

  private TrafficPolicyAnnotations() {}
}
