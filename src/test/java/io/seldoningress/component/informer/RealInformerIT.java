package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.RealApiServer;
import java.util.UUID;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only kube-apiserver does. */
class RealInformerIT {

  private final ApiServer server = RealApiServer.shared();
  private final KubernetesClient client = server.newClient();
  private final KubernetesSerialization yaml = client.getKubernetesSerialization();
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final KubernetesInformerComponent component = new KubernetesInformerComponent();
  private final Received received = new Received();
  private String namespace;

  @BeforeEach
  void start() {
    namespace = server.newNamespace("informer");
    component.setKubernetesClient(client);
    context.addComponent("kubernetes-informer", component);
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
    client.close();
  }

  @Test
  void secretsAreSelectedByType() throws Exception {
    secret("a", "Opaque");
    secret("b", "example.com/other");
    addRoute("v1/secrets?fieldSelector=RAW(type=Opaque)", received);
    received.await("a=null");
    secret("c", "Opaque");
    secret("d", "example.com/other");
    secret("e", "Opaque");

    received.await("a=null", "c=null", "e=null");
  }

  @Test
  void objectsComeByThePageAndOnce() throws Exception {
    for (int i = 0; i < 260; i++) {
      secret("object-" + i, "Opaque");
    }
    addRoute("v1/secrets", received);

    InformerFixture.eventually().until(() -> received.all().size() == 260);
    assertThat(received.all()).doesNotHaveDuplicates();
  }

  /** At first its lists are answered 404, and then 429 for a moment: storage is initializing. */
  @Test
  void aKindThatIsInstalledLaterIsConsumed() throws Exception {
    String group = "g" + UUID.randomUUID().toString().substring(0, 8) + ".example.com";
    addRoute(group + "/v1/things", received);
    InformerFixture.eventually()
        .until(() -> component.problems().toString().contains("is not installed in the cluster"));
    client.resource(crd(group)).create();
    InformerFixture.eventually().until(() -> component.problems().isEmpty());
    client.resource(thing(group)).create();

    received.await("a=null");
    client.resource(crd(group)).delete();
    received.await("a=null", "a DELETED");
  }

  private void addRoute(String resource, Processor processor) throws Exception {
    String separator = resource.contains("?") ? "&" : "?";
    String uri = "kubernetes-informer:" + resource + separator + "namespaces=" + namespace;
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri).routeId("route").process(processor);
          }
        });
  }

  private void secret(String name, String type) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withType(type)
                .build())
        .create();
  }

  private GenericKubernetesResource crd(String group) {
    return yaml.unmarshal(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: things.%1$s}
        spec:
          group: %1$s
          scope: Namespaced
          names: {kind: Thing, plural: things}
          versions:
            - name: v1
              served: true
              storage: true
              schema: {openAPIV3Schema: {type: object}}
        """
            .formatted(group),
        GenericKubernetesResource.class);
  }

  private GenericKubernetesResource thing(String group) {
    return yaml.unmarshal(
        """
        apiVersion: %s/v1
        kind: Thing
        metadata: {name: a, namespace: %s}
        """
            .formatted(group, namespace),
        GenericKubernetesResource.class);
  }
}
