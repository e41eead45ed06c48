package io.seldoningress.testing;

import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.settings.AllSettings;
import io.seldoningress.settings.ManagedGatewaySettings;
import io.seldoningress.settings.Settings;
import java.net.HttpURLConnection;
import java.util.Map;

/** The Gateway that users of Seldon Core make by hand, for HTTP on every host. */
public final class DefaultGateway {

  private static final String YAML =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: %s, namespace: %s}
      spec:
        selector: {istio: ingressgateway}
        servers:
          - port: {number: 80, name: http, protocol: HTTP}
            hosts: ["*"]
      """;

  private DefaultGateway() {}

  /**
   * Makes the Gateway that the settings name, unless the controller is to keep it itself; as the
   * administrator of the server.
   */
  public static void install(ApiServer server, Settings settings) {
    try (KubernetesClient client = server.asAdministrator().newClient()) {
      install(client, settings);
    }
  }

  /** Makes the Gateway of the settings at their defaults. */
  public static void install(KubernetesClient client) {
    install(client, Settings.of(Map.of(), Map.of()));
  }

  private static void install(KubernetesClient client, Settings settings) {
    String[] name = settings.get(AllSettings.ISTIO_GATEWAY).split("/", 2);
    if (name.length == 2 && !settings.get(ManagedGatewaySettings.GATEWAY_MANAGED)) {
      install(client, name[0], name[1]);
    }
  }

  /** Makes a Gateway, and its namespace, where they are not there. */
  public static void install(KubernetesClient client, String namespace, String name) {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .serverSideApply();
    try {
      client
          .resource(Serialization.unmarshal(YAML.formatted(name, namespace), Gateway.class))
          .serverSideApply();
    } catch (KubernetesClientException e) {
      // Where a test is about Istio's CRDs that are not there.
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }
}
