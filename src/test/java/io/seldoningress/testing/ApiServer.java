package io.seldoningress.testing;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.seldoningress.ClusterJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A running Kubernetes API server that tests, or the demo, talk to over HTTP. */
public interface ApiServer extends AutoCloseable {

  /** What a person calls it, for messages: one or two words. */
  String name();

  /** Whether this is kube-apiserver, so that schemas, RBAC and admission hold. */
  boolean real();

  /** The text of a kubeconfig whose only context reaches this server as its administrator. */
  String kubeconfig();

  /** This server for its administrator; another one only where a test looks at it as a user. */
  default ApiServer asAdministrator() {
    return this;
  }

  /** Stops the server; nothing of it is left on the disk or in the process table. */
  @Override
  void close();

  /**
   * How to reach this server as its administrator. Failing requests are answered at once: the
   * client's own retries would hide from a test what the server said. HTTP/1.1, as the program.
   */
  default Config config() {
    return new ConfigBuilder(Config.fromKubeconfig(kubeconfig()))
        .withRequestRetryBackoffLimit(0)
        .withHttp2Disable(true)
        .build();
  }

  /** A client of the administrator; the caller closes it. */
  default KubernetesClient newClient() {
    return new KubernetesClientBuilder()
        .withConfig(config())
        .withKubernetesSerialization(ClusterJson.serialization())
        .build();
  }

  /** The same as the program's own client, with all its requests written to {@code log}. */
  default KubernetesClient newClient(RequestLog log) {
    return newClient(log, config().getUserAgent());
  }

  /** The same, with a User-Agent by which the server knows whose requests they are. */
  default KubernetesClient newClient(RequestLog log, String userAgent) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(config()).withUserAgent(userAgent).build())
        .withKubernetesSerialization(ClusterJson.serialization())
        .withHttpClientFactory(log.clients())
        .build();
  }

  /** Writes {@link #kubeconfig()} to {@code file} for a program that reads KUBECONFIG. */
  default Path writeKubeconfig(Path file) throws IOException {
    return Files.writeString(file, kubeconfig());
  }

  /** Makes a namespace that no other test has, named after {@code prefix}; returns its name. */
  default String newNamespace(String prefix) {
    String name = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    try (KubernetesClient client = newClient()) {
      client
          .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
          .create();
    }
    return name;
  }
}
