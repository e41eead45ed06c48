package io.seldoningress.component.informer;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.seldoningress.ClusterJson;
import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.RequestLog;
import java.util.List;
import okhttp3.OkHttpClient;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A process whose routes watch the Secrets of one namespace. */
final class SecretsReplica implements AutoCloseable {

  final DefaultCamelContext context = new DefaultCamelContext();
  final KubernetesInformerComponent component = new KubernetesInformerComponent();
  final RequestLog requests = new RequestLog();
  final BreakableSockets sockets = new BreakableSockets();
  final TestCluster cluster = new TestCluster();
  final KubernetesClient client;
  private final String namespace;

  SecretsReplica(ApiServer server, String namespace) throws Exception {
    this.namespace = namespace;
    client =
        new KubernetesClientBuilder()
            .withConfig(server.config())
            .withKubernetesSerialization(ClusterJson.serialization())
            .withHttpClientFactory(
                new OkHttpClientFactory() {
                  @Override
                  protected void additionalConfig(OkHttpClient.Builder builder) {
                    builder.addInterceptor(requests).socketFactory(sockets);
                  }
                })
            .build();
    component.setKubernetesClient(client);
    context.addComponent("kubernetes-informer", component);
    context.addService(cluster);
    context.getShutdownStrategy().setTimeout(20);
    context.start();
  }

  /**
   * Adds a route.
   *
   * @param options the options of the endpoint but for the namespace, such as {@code
   *     &metadataOnly=true}
   */
  HandedOver addRoute(String id, String options) throws Exception {
    HandedOver handed = new HandedOver();
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("kubernetes-informer:v1/secrets?namespaces=" + namespace + options)
                .routeId(id)
                .process(handed);
          }
        });
    return handed;
  }

  /** What the requests for Secrets asked for, by their Accept headers. */
  List<String> accepted() {
    return requests.entries().stream()
        .filter(entry -> entry.path().endsWith("/secrets"))
        .map(RequestLog.Entry::accept)
        .distinct()
        .toList();
  }

  /** How many lists of Secrets were answered. */
  long lists() {
    return requests.count(
        entry -> entry.path().endsWith("/secrets") && !entry.query().contains("watch=true"));
  }

  /** How many watches of Secrets were answered. */
  long watches() {
    return requests.count(
        entry -> entry.path().endsWith("/secrets") && entry.query().contains("watch=true"));
  }

  @Override
  public void close() {
    context.stop();
    client.close();
  }
}
