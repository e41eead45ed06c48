package io.seldoningress.component.informer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.testing.ApiServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/** Secrets in a namespace of the test, and processes that watch them. */
abstract class SecretsFixture {

  static final String METADATA = "&metadataOnly=true";

  /** What is in the Secrets: in their data, and in the annotation that kubectl keeps it in. */
  static final String DATA = "aGlkZGVuIHZhbHVl";

  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private final List<SecretsReplica> replicas = new ArrayList<>();
  KubernetesClient client;
  String namespace;

  static {
    // As in the product: each retry would log a stack trace.
    ((Logger) LoggerFactory.getLogger("io.fabric8.kubernetes.client.informers"))
        .setLevel(Level.OFF);
  }

  abstract ApiServer server();

  @BeforeEach
  void connect() {
    client = server().newClient();
    namespace = server().newNamespace("metadata");
  }

  @AfterEach
  void disconnect() {
    replicas.forEach(SecretsReplica::close);
    client.close();
  }

  SecretsReplica startReplica() throws Exception {
    SecretsReplica replica = new SecretsReplica(server(), namespace);
    replicas.add(replica);
    return replica;
  }

  Secret create(String name, String type, Map<String, String> labels) {
    return client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withLabels(labels)
                .addToAnnotations(APPLIED, "{\"data\": {\"key\": \"%s\"}}".formatted(DATA))
                .addToAnnotations("note", "kept")
                .endMetadata()
                .withType(type)
                .withData(Map.of("key", DATA))
                .build())
        .create();
  }

  Secret create(String name) {
    return create(name, "Opaque", Map.of());
  }

  /** Changes the data of a Secret and nothing else. */
  void changeData(String name) {
    client
        .secrets()
        .inNamespace(namespace)
        .withName(name)
        .edit(found -> new SecretBuilder(found).addToData("key" + System.nanoTime(), DATA).build());
  }

  void label(String name, String label, String value) {
    client
        .secrets()
        .inNamespace(namespace)
        .withName(name)
        .edit(
            found ->
                new SecretBuilder(found)
                    .editMetadata()
                    .addToLabels(label, value)
                    .endMetadata()
                    .build());
  }

  void delete(String name) {
    client.secrets().inNamespace(namespace).withName(name).delete();
  }
}
