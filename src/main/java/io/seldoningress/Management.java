package io.seldoningress;

import static io.seldoningress.settings.TelemetrySettings.MANAGEMENT_ENABLED;
import static io.seldoningress.settings.TelemetrySettings.MANAGEMENT_HOST;
import static io.seldoningress.settings.TelemetrySettings.MANAGEMENT_PORT;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.leader.LeaseClusterService;
import io.seldoningress.settings.Settings;
import io.seldoningress.settings.SettingsException;
import io.seldoningress.telemetry.Metrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;

/** Health and metrics over HTTP, by Camel's management server: {@code /observe/...}. */
final class Management {

  private Management() {}

  /** What Camel is told of it. Its own metrics of routes say less than ours, and are left out. */
  static Map<String, String> properties(Settings settings) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("camel.health.exposureLevel", "full");
    if (settings.get(MANAGEMENT_ENABLED)) {
      properties.put("camel.management.enabled", "true");
      properties.put("camel.management.host", settings.get(MANAGEMENT_HOST));
      properties.put("camel.management.port", settings.get(MANAGEMENT_PORT).toString());
      properties.put("camel.management.healthCheckEnabled", "true");
      properties.put("camel.management.metricsEnabled", "true");
      properties.put("camel.metrics.enabled", "true");
      properties.put("camel.metrics.enableRoutePolicy", "false");
      properties.put("camel.metrics.enableExchangeEventNotifier", "false");
      properties.put("camel.metrics.enableRouteEventNotifier", "false");
      properties.put("camel.metrics.clearOnReload", "false");
    }
    return properties;
  }

  /**
   * Looks whether the address can be listened at, to say so in words: the server would say it by a
   * stack trace.
   *
   * @throws SettingsException when it can't
   */
  static void requireAddress(Settings settings) {
    if (!settings.get(MANAGEMENT_ENABLED)) {
      return;
    }
    String host = settings.get(MANAGEMENT_HOST);
    int port = settings.get(MANAGEMENT_PORT);
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new SettingsException(
          List.of(
              "health and metrics can't be served at management.host %s, management.port %d: %s"
                  .formatted(host, port, e.getMessage())));
    }
  }

  /** Whether this process leads; one that does without leader election always does. */
  static BooleanSupplier leads(CamelContext context) {
    LeaseClusterService election = context.hasService(LeaseClusterService.class);
    return () -> election == null || election.isLeader("");
  }

  static void showLeader(MeterRegistry metrics, BooleanSupplier leads) {
    Gauge.builder(Metrics.PREFIX + "leader", () -> leads.getAsBoolean() ? 1 : 0)
        .description("Whether this replica leads")
        .strongReference(true)
        .register(metrics);
  }
}
