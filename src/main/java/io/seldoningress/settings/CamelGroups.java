package io.seldoningress.settings;

import io.seldoningress.text.ClosestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.util.StringHelper;

/**
 * The groups of keys that Camel's own main class reads, and judges: a typo within a group stops its
 * start. A group that it does not know, such as {@code camel.sever.port}, it passes over in
 * silence, so that is for us to tell. From camel-main 4.18, BaseMainSupport.
 */
final class CamelGroups {
  static final String PREFIX = "camel.";

  static final List<String> NAMES =
      List.of(
          "beans",
          "component",
          "context",
          "dataformat",
          "debug",
          "devConsole",
          "faulttolerance",
          "globalOptions",
          "health",
          "language",
          "lra",
          "main",
          "management",
          "mdc",
          "metrics",
          "opentelemetry",
          "opentelemetry2",
          "resilience4j",
          "rest",
          "routeController",
          "routeTemplate",
          "server",
          "ssl",
          "startupcondition",
          "telemetryDev",
          "threadpool",
          "trace",
          "variable",
          "vault");

  private CamelGroups() {}

  /** Tells whether Camel reads this key. Camel takes route-controller for routeController. */
  static boolean hold(String key) {
    String group = StringHelper.dashToCamelCase(group(key)).toLowerCase(Locale.ROOT);
    return key.startsWith(PREFIX)
        && key.indexOf('.', PREFIX.length()) > 0
        && NAMES.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(group));
  }

  /** The key with the group that was probably meant. */
  static Optional<String> closest(String key) {
    return ClosestName.among(NAMES, group(key))
        .map(name -> PREFIX + name + key.substring(PREFIX.length() + group(key).length()));
  }

  /** What stands between the first two dots, without the index of camel.routeTemplate[0]. */
  private static String group(String key) {
    return Stream.of(key.substring(Math.min(PREFIX.length(), key.length())).split("[.\\[]", 2))
        .findFirst()
        .orElse("");
  }
}
