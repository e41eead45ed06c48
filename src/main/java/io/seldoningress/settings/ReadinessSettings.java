package io.seldoningress.settings;

import java.time.Duration;
import java.util.List;

/** The settings of who gets requests by readiness, a part of {@link AllSettings}. */
public final class ReadinessSettings {
  public static final Setting<Boolean> ENABLED =
      new Setting<>(
          "readiness.enabled",
          Kind.trueOrFalse(),
          "true",
          "Whether the share of a predictor without a ready endpoint goes to the others.");

  public static final Setting<Duration> HOLD_TIME =
      new Setting<>(
          "readiness.holdTime",
          Kind.duration("0s", "1h"),
          "10s",
          "How long such a predictor has to be ready again before it has its share back.");

  public static final Setting<String> LABEL_SELECTOR =
      new Setting<>(
          "readiness.labelSelector",
          Kind.labelSelector(),
          "seldon-deployment-id",
          "Which EndpointSlices are watched, by the labels of their Services; empty is all.");

  static final List<Setting<?>> LIST = List.of(ENABLED, HOLD_TIME, LABEL_SELECTOR);

  private ReadinessSettings() {}
}
