package io.seldoningress.demo;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.seldon.SeldonDeployment;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** The user's own cluster, as the kubeconfig rules find it. Nothing is installed there. */
final class ClusterStage implements Stage {

  private final Config config;
  private final String namespace;

  /**
   * Looks whether the cluster has what the demo needs.
   *
   * @param config how to reach it
   * @param namespace the only one that is written to
   * @throws DemoException when it can't be reached, or lacks the kinds of Seldon or Istio
   */
  ClusterStage(Config config, String namespace) throws DemoException {
    this.config = config;
    this.namespace = namespace;
    try (KubernetesClient client = newClient()) {
      requireKind(client, SeldonDeployment.class, "Seldon Core v1");
      requireKind(client, VirtualService.class, "Istio 1.22 or newer");
      requireKind(client, DestinationRule.class, "Istio 1.22 or newer");
      requireKind(client, Gateway.class, "Istio 1.22 or newer");
    }
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public List<String> introduction() {
    return List.of(
        "Your cluster: context %s, %s.".formatted(context(), config.getMasterUrl()),
        "",
        "The demo writes there, into the namespace %s and nowhere else:".formatted(namespace),
        "- the namespace itself, if it is missing",
        "- the SeldonDeployments of the examples; where the Seldon operator runs, it",
        "  starts their pods",
        "- VirtualServices, DestinationRules, Warning Events and a condition in the status",
        "  for them, and for any other SeldonDeployment in that namespace",
        "A Seldon operator with istio.enabled=true writes the same routes: switch that",
        "off first. At the end the demo deletes the SeldonDeployments that it wrote, and",
        "the cluster deletes their routes.");
  }

  @Override
  public List<String> farewell() {
    return List.of(
        "",
        "The SeldonDeployments of the demo are deleted. What stays is the namespace:",
        "  kubectl --context %s delete namespace %s".formatted(context(), namespace));
  }

  @Override
  public boolean outlivesTheDemo() {
    return true;
  }

  @Override
  public void close() {}

  private String context() {
    return Optional.ofNullable(config.getCurrentContext())
        .map(NamedContext::getName)
        .orElse("(none, in-cluster or default)");
  }

  private static String rootMessage(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Examples.oneLine(cause.getMessage());
  }

  private <T extends HasMetadata> void requireKind(
      KubernetesClient client, Class<T> kind, String from) throws DemoException {
    try {
      client.resources(kind).inNamespace(namespace).list();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        throw new DemoException(
            "The cluster of context %s does not serve %ss: install %s."
                .formatted(context(), kind.getSimpleName(), from),
            e);
      }
      throw new DemoException(
          "The cluster of context %s does not let itself be asked for %ss: %s"
              .formatted(context(), kind.getSimpleName(), rootMessage(e)),
          e);
    }
  }
}
