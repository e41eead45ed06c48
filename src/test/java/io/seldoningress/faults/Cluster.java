package io.seldoningress.faults;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.testing.DefaultGateway;
import io.seldoningress.testing.KillableApiServer;
import java.util.List;

/**
 * The API server that the tests of faults share, as its administrator sees it: started when the
 * first test needs it, stopped when the JVM ends.
 */
record Cluster(
    KillableApiServer server, KubernetesClient client, Etcd etcd, Permissions permissions) {

  private static Cluster shared;

  static synchronized Cluster shared() {
    if (shared == null) {
      KillableApiServer server = KillableApiServer.start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-kube-apiserver"));
      shared = of(server);
    }
    return shared;
  }

  private static Cluster of(KillableApiServer server) {
    KubernetesClient client = server.newClient();
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(FaultFixture.OWN_NAMESPACE)
                .endMetadata()
                .build())
        .create();
    DefaultGateway.install(client);
    return new Cluster(
        server,
        client,
        new Etcd(server.etcd()),
        Permissions.grant(client, KillableApiServer.CONTROLLER, FaultFixture.OWN_NAMESPACE));
  }

  /** Deletes all SeldonDeployments and Istio objects of some namespaces. */
  void clear(List<String> namespaces) {
    for (String namespace : namespaces) {
      delete("machinelearning.seldon.io/v1", "SeldonDeployment", namespace);
      delete("networking.istio.io/v1", "VirtualService", namespace);
      delete("networking.istio.io/v1", "DestinationRule", namespace);
    }
  }

  private void delete(String apiVersion, String kind, String namespace) {
    client.genericKubernetesResources(apiVersion, kind).inNamespace(namespace).delete();
  }
}
