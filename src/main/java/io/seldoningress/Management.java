package io.seldoningress;

import static io.seldoningress.settings.TelemetrySettings.MANAGEMENT_ENABLED;
import static io.seldoningress.settings.TelemetrySettings.MANAGEMENT_HOST;
import static io.seldoningress.settings.TelemetrySettings.MANAGEMENT_PORT;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.leader.LeaseClusterService;
import io.seldoningress.settings.Settings;
import io.seldoningress.telemetry.Metrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Health and metrics over HTTP, by Camel's management server: {@code /observe/...}. */
final class Management {

  private static final Logger log = LoggerFactory.getLogger(Management.class);

  private Management() {}

  /** What Camel is told of it. Its own metrics of routes say less than ours, and are left out. */
  static Map<String, String> properties(Settings settings) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("camel.health.exposureLevel", "full");
    if (settings.get(MANAGEMENT_ENABLED)
        && isFree(settings.get(MANAGEMENT_HOST), settings.get(MANAGEMENT_PORT))) {
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
   * Whether the address can be listened at. Where another program does, as a second replica on one
   * machine, routes are worth more than what is shown of them, and the log tells.
   */
  private static boolean isFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException e) {
      log.warn(
          "health and metrics are not served: management.host {}, management.port {}: {}",
          host,
          port,
          e.getMessage());
      return false;
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
