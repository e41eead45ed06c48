package io.seldoningress.annotation;

import java.time.Duration;
import java.util.List;

/** How many connections and requests the predictors get at a time, and for how long. */
public final class ConnectionAnnotations {

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final String TCP = "DestinationRule spec.trafficPolicy.connectionPool.tcp.";
  private static final String HTTP = "DestinationRule spec.trafficPolicy.connectionPool.http.";
  private static final String NO_LIMIT = "no limit";

  /** Istio takes 0 of these for unset, so that it would not be the limit that it looks like. */
  private static final Form<Integer> LIMIT = Forms.wholeNumber(1, Integer.MAX_VALUE);

  public static final Annotation<Integer> MAX_CONNECTIONS =
      Annotation.onBoth(
          "istio-max-connections",
          LIMIT,
          new Note(
              TCP + "maxConnections",
              NO_LIMIT,
              "100",
              "The most connections that each gateway pod keeps to the predictor."));

  public static final Annotation<Duration> CONNECT_TIMEOUT =
      Annotation.onBoth(
          "istio-connect-timeout",
          Forms.duration(MILLISECOND, Duration.ofHours(1)),
          new Note(
              TCP + "connectTimeout",
              "that of the mesh, 10s",
              "500ms",
              "How long a connection to a pod may take to be made."));

  public static final Annotation<Integer> MAX_PENDING_REQUESTS =
      Annotation.onBoth(
          "istio-max-pending-requests",
          LIMIT,
          new Note(
              HTTP + "http1MaxPendingRequests",
              NO_LIMIT,
              "50",
              "The most requests that wait for a connection in each gateway pod; one more is answered 503."));

  public static final Annotation<Integer> MAX_REQUESTS =
      Annotation.onBoth(
          "istio-max-requests",
          LIMIT,
          new Note(
              HTTP + "http2MaxRequests",
              NO_LIMIT,
              "200",
              "The most requests that are under way from each gateway pod, over HTTP/1.1 too; one more is answered 503."));

  public static final Annotation<Integer> MAX_REQUESTS_PER_CONNECTION =
      Annotation.onBoth(
          "istio-max-requests-per-connection",
          Forms.wholeNumber(0, Integer.MAX_VALUE),
          new Note(
              HTTP + "maxRequestsPerConnection",
              "0, no limit",
              "1000",
              "After how many requests a connection is closed; 1 is without keep-alive."));

  public static final Annotation<Integer> MAX_RETRIES =
      Annotation.onBoth(
          "istio-max-retries",
          LIMIT,
          new Note(
              HTTP + "maxRetries",
              NO_LIMIT,
              "10",
              "The most retries that are under way at a time from each gateway pod; not how often one request is tried."));

  public static final Annotation<Duration> IDLE_TIMEOUT =
      Annotation.onBoth(
          "istio-idle-timeout",
          Forms.duration(MILLISECOND, Duration.ofDays(1)),
          new Note(
              HTTP + "idleTimeout",
              "60s",
              "30s",
              "How long a connection without requests is kept; less than the server keeps it."));

  public static final Annotation<String> H2_UPGRADE =
      Annotation.onBoth(
          "istio-h2-upgrade",
          Forms.oneOf("DEFAULT", "DO_NOT_UPGRADE", "UPGRADE"),
          new Note(
              HTTP + "h2UpgradePolicy",
              "DEFAULT, as the mesh has it",
              "DO_NOT_UPGRADE",
              "Whether requests over HTTP/1.1 go to the predictor over HTTP/2, which its server has to speak without TLS."));

  static final List<Annotation<?>> LIST =
      List.of(
          MAX_CONNECTIONS,
          CONNECT_TIMEOUT,
          MAX_PENDING_REQUESTS,
          MAX_REQUESTS,
          MAX_REQUESTS_PER_CONNECTION,
          MAX_RETRIES,
          IDLE_TIMEOUT,
          H2_UPGRADE);

  private ConnectionAnnotations() {}
}
