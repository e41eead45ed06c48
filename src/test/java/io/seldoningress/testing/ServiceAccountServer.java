package io.seldoningress.testing;

import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * An API server as a program in a pod sees it: as a service account, by a token as kubelet asks for
 * it. Closing it closes nothing.
 *
 * @param server the server
 * @param token the bearer token of the service account
 * @param namespace the namespace of the pod
 */
public record ServiceAccountServer(KillableApiServer server, String token, String namespace)
    implements ApiServer {

  private static final long AN_HOUR = 3600;

  /** The server for a service account that is there. */
  public static ServiceAccountServer of(KillableApiServer server, String namespace, String name) {
    try (KubernetesClient client = server.newClient()) {
      TokenRequest request =
          new TokenRequestBuilder().withNewSpec().withExpirationSeconds(AN_HOUR).endSpec().build();
      TokenRequest answer =
          client.serviceAccounts().inNamespace(namespace).withName(name).tokenRequest(request);
      return new ServiceAccountServer(server, answer.getStatus().getToken(), namespace);
    }
  }

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public boolean real() {
    return true;
  }

  @Override
  public String kubeconfig() {
    return Kubeconfigs.of("https://127.0.0.1:" + server.port(), token, namespace);
  }

  @Override
  public ApiServer asAdministrator() {
    return server;
  }

  @Override
  public void close() {}
}
