package io.seldoningress;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.seldoningress.settings.AllSettings;
import io.seldoningress.settings.Settings;
import io.seldoningress.settings.SettingsException;
import io.seldoningress.telemetry.MeteredRequests;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The connection to the cluster by the rules of kubectl: the files that {@code KUBECONFIG} names,
 * else {@code ~/.kube/config}, and in a pod its service account.
 */
final class ClusterConnection {

  private static final String KUBECONFIG = "KUBECONFIG";

  /** For leader election, Events, Secrets and the routes beside that of SeldonDeployments. */
  private static final int OTHER_CONNECTIONS = 8;

  private ClusterConnection() {}

  /**
   * Makes a client; no request is sent.
   *
   * @param settings the settings
   * @param environment the environment variables
   * @param metrics where its requests are counted
   * @throws SettingsException when {@code KUBECONFIG} names no file, or one that can't be read
   */
  static KubernetesClient open(
      Settings settings, Map<String, String> environment, MeterRegistry metrics) {
    requireKubeconfig(environment.getOrDefault(KUBECONFIG, ""));
    Config config =
        new ConfigBuilder(kubeconfig(environment))
            // The routes retry, without a thread that waits; the client's own retries would block
            // one for 20 seconds.
            .withRequestRetryBackoffLimit(0)
            // Of HTTP/2 there is one connection for all requests: a dead one fails them all.
            .withHttp2Disable(true)
            .withRequestTimeout(
                Math.toIntExact(settings.get(AllSettings.KUBERNETES_REQUEST_TIMEOUT).toMillis()))
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(
            MeteredRequests.clients(
                metrics, settings.get(AllSettings.RECONCILE_CONCURRENCY) + OTHER_CONNECTIONS))
        .withKubernetesSerialization(ClusterJson.serialization())
        .build();
  }

  /** Without it the client would take the address of a cluster that it is not in. */
  private static void requireKubeconfig(String paths) {
    if (!paths.isBlank()
        && Stream.of(paths.split(File.pathSeparator)).map(Path::of).noneMatch(Files::isReadable)) {
      throw problem(paths, "there is no such file, or it can't be read");
    }
  }

  private static Config kubeconfig(Map<String, String> environment) {
    try {
      return Config.autoConfigure(null);
    } catch (RuntimeException e) {
      // Whatever the parser of YAML throws, too.
      throw problem(environment.getOrDefault(KUBECONFIG, "~/.kube/config"), reason(e));
    }
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("it can't be read");
  }

  private static SettingsException problem(String paths, String what) {
    return new SettingsException(List.of("%s=%s: %s".formatted(KUBECONFIG, paths, what)));
  }
}
