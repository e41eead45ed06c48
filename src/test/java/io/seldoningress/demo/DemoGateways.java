package io.seldoningress.demo;

import static io.seldoningress.settings.AllSettings.ISTIO_GATEWAY;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_NAME;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_NAMESPACE;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.settings.Settings;
import io.seldoningress.testing.DefaultGateway;
import java.util.stream.Stream;

/** What the platform of a user has before the controller comes, on servers that begin empty. */
final class DemoGateways {

  private DemoGateways() {}

  /** Makes the namespaces of the Gateway that is kept, and the Gateways of the example of some. */
  static void prepare(KubernetesClient client, Settings settings) {
    Stream.of(kept(settings).namespace(), settings.get(GATEWAY_NAMESPACE))
        .distinct()
        .forEach(name -> makeNamespace(client, name));
    DefaultGateway.install(client, "team-a", "models-gateway");
    DefaultGateway.install(client, "team-a", "partners-gateway");
  }

  /** The Gateway that the controller keeps. */
  static ResourceKey kept(Settings settings) {
    String name = settings.get(GATEWAY_NAME);
    String[] parts = (name.isEmpty() ? settings.get(ISTIO_GATEWAY) : name).split("/", 2);
    return new ResourceKey(parts[0], parts[parts.length - 1]);
  }

  private static void makeNamespace(KubernetesClient client, String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .serverSideApply();
  }
}
