package io.seldoningress.chart;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * TEMPORARY, to be deleted with all its uses when the program has these settings: those that the
 * chart knows already and the program does not.
 */
public final class PendingSettings {

  static final Set<String> KEYS =
      Set.of(
          "management.host",
          "usageMetrics.enabled",
          "logging.format",
          "logging.levels",
          "tracing.enabled");

  private PendingSettings() {}

  /** The other ones. */
  public static Map<String, String> without(Map<String, String> settings) {
    Map<String, String> known = new TreeMap<>(settings);
    known.keySet().removeAll(KEYS);
    return known;
  }
}
