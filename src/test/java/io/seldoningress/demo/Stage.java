package io.seldoningress.demo;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;

/** The API server that the demo runs on. */
interface Stage extends AutoCloseable {

  /** How to reach it. */
  Config config();

  /** What a person is told about it at the start, in lines. */
  List<String> introduction();

  /** What a person is told when the demo has ended, in lines. */
  default List<String> farewell() {
    return List.of();
  }

  /** Whether what the demo wrote has to be taken away at the end. */
  boolean outlivesTheDemo();

  /** Stops what was started for the demo. */
  @Override
  void close();

  /** A client; the caller closes it. */
  default KubernetesClient newClient() {
    Config config = new ConfigBuilder(config()).withRequestRetryBackoffLimit(0).build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
