package io.seldoningress;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.leader.Identity;
import io.seldoningress.reload.InvalidRoutesException;
import io.seldoningress.settings.AllSettings;
import io.seldoningress.settings.Settings;
import io.seldoningress.settings.SettingsException;
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
      Settings settings = settings();
      ((Logger) LoggerFactory.getLogger("root"))
          .setLevel(Level.toLevel(settings.get(AllSettings.LOGGING_LEVEL)));
      try (KubernetesClient client = ClusterConnection.open(settings, System.getenv())) {
        LoggerFactory.getLogger(Main.class)
            .info(
                "reconciling SeldonDeployments of {} at {}",
                namespaces(settings),
                client.getMasterUrl());
        org.apache.camel.main.Main camel =
            Controller.camel(settings, client, Identity.of(System.getenv()));
        camel.run();
        System.exit(camel.getExitCode());
      }
    } catch (SettingsException | InvalidRoutesException e) {
      System.err.println(e.getMessage());
      System.exit(1);
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
