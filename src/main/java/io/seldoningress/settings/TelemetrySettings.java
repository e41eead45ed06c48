package io.seldoningress.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The settings of what the controller shows of itself, a part of {@link AllSettings}. */
public final class TelemetrySettings {
  public static final Setting<Boolean> MANAGEMENT_ENABLED =
      new Setting<>(
          "management.enabled",
          Kind.trueOrFalse(),
          "true",
          "Whether health and metrics are served over HTTP.");

  public static final Setting<String> MANAGEMENT_HOST =
      new Setting<>(
          "management.host",
          Kind.address(),
          "127.0.0.1",
          "Address that health and metrics are served at; 0.0.0.0 is all of IPv4.");

  public static final Setting<Integer> MANAGEMENT_PORT =
      new Setting<>(
          "management.port", Kind.port(), "9876", "Port that health and metrics are served at.");

  public static final Setting<Duration> HEALTH_STUCK_AFTER =
      new Setting<>(
          "health.stuckAfter",
          Kind.duration("1s", "24h"),
          "5m",
          "How long the work on an object, or a queue, may stand still before the process is not live; at least twice kubernetes.requestTimeout.");

  public static final Setting<Boolean> USAGE_METRICS_ENABLED =
      new Setting<>(
          "usageMetrics.enabled",
          Kind.trueOrFalse(),
          "false",
          "Whether metrics tell how Seldon Core is used: SeldonDeployments, predictors, canaries, shadows.");

  public static final Setting<Boolean> TRACING_ENABLED =
      new Setting<>(
          "tracing.enabled",
          Kind.trueOrFalse(),
          "false",
          "Whether the steps of routes are traced; where to is said by OpenTelemetry's own variables OTEL_*.");

  public static final Setting<String> LOGGING_FORMAT =
      new Setting<>(
          "logging.format",
          Kind.oneOf("text", "json"),
          "text",
          "Form of log lines: text with key=value at the end, or one JSON object a line.");

  public static final Setting<String> LOGGING_LEVEL =
      new Setting<>(
          "logging.level",
          Kind.oneOf(Kind.LOG_LEVELS),
          "INFO",
          "Level of the log lines that logging.levels says nothing of.");

  public static final Setting<Map<String, String>> LOGGING_LEVELS =
      new Setting<>(
          "logging.levels",
          Kind.logLevels(),
          "",
          "Levels of single loggers, such as io.seldoningress.reconcile=DEBUG.");

  static final List<Setting<?>> LIST =
      List.of(
          MANAGEMENT_ENABLED,
          MANAGEMENT_HOST,
          MANAGEMENT_PORT,
          HEALTH_STUCK_AFTER,
          USAGE_METRICS_ENABLED,
          TRACING_ENABLED,
          LOGGING_FORMAT,
          LOGGING_LEVEL,
          LOGGING_LEVELS);

  private TelemetrySettings() {}
}
