package io.seldoningress;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.leader.Identity;
import io.seldoningress.reload.InvalidRoutesException;
import io.seldoningress.settings.AllSettings;
import io.seldoningress.settings.Settings;
import io.seldoningress.settings.SettingsException;
import io.seldoningress.settings.TelemetrySettings;
import io.seldoningress.telemetry.Logging;
import io.seldoningress.telemetry.Metrics;
import io.seldoningress.telemetry.Tracing;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The program: reads the settings, connects by the usual kubeconfig rules, and runs the routes
 * until it is terminated.
 *
 * <p>The settings are in {@code config/application.properties}, or in the file that the system
 * property {@code config} names.
 */
public final class Main {

  private static final Path DEFAULT_FILE = Path.of("config", "application.properties");

  private Main() {}

  public static void main(String[] args) throws Exception {
    try {
      int exitCode;
      Settings settings = settings();
      log(settings);
      MeterRegistry metrics = Metrics.registry();
      try (KubernetesClient client = ClusterConnection.open(settings, System.getenv(), metrics);
          Tracing tracing = Tracing.of(settings.get(TelemetrySettings.TRACING_ENABLED))) {
        LoggerFactory.getLogger(Main.class)
            .info(
                "reconciling SeldonDeployments of {} at {}",
                namespaces(settings),
                client.getMasterUrl());
        org.apache.camel.main.Main camel =
            Controller.camel(settings, client, Identity.of(System.getenv()), metrics);
        tracing.bindTo(camel);
        camel.run();
        exitCode = camel.getExitCode();
      }
      System.exit(exitCode);
    } catch (SettingsException | InvalidRoutesException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void log(Settings settings) {
    Logging.level(
        settings.get(TelemetrySettings.LOGGING_LEVEL),
        settings.get(TelemetrySettings.LOGGING_LEVELS));
    if (settings.get(TelemetrySettings.LOGGING_FORMAT).equals("json")) {
      Logging.asJson();
    }
  }

  private static Settings settings() {
    String file = System.getProperty("config");
    return file == null
        ? Settings.loadIfPresent(DEFAULT_FILE, System.getenv())
        : Settings.load(Path.of(file), System.getenv());
  }

  private static String namespaces(Settings settings) {
    List<String> namespaces = settings.get(AllSettings.WATCH_NAMESPACES);
    return namespaces.isEmpty() ? "all namespaces" : String.join(", ", namespaces);
  }
}
