package io.seldoningress.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the embedded server can do that a real one does only on a bad day. */
class EmbeddedApiServerFaultsTest {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final EmbeddedApiServer server = EmbeddedApiServer.start();
  private final RequestLog log = new RequestLog();
  private final KubernetesClient client = server.newClient(log);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void refusesWhatATestWantsRefusedUntilItIsClosed() throws Exception {
    try (AutoCloseable refusal =
        server.refuse(request -> request.method().equals("POST"), 403, "Forbidden")) {
      assertThat(refusal).isNotNull();
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> create("a"))
          .satisfies(e -> assertThat(e.getCode()).isEqualTo(403))
          .satisfies(e -> assertThat(e.getStatus().getReason()).isEqualTo("Forbidden"));
    }

    assertThat(create("a")).isNotNull();
  }

  @Test
  void anInformerGoesOnAfterItsWatchEnded() {
    try (SharedIndexInformer<ConfigMap> informer = inform()) {
      server.endWatches();
      create("a");

      Awaitility.await().atMost(DEADLINE).until(() -> informer.getStore().list().size() == 1);
    }
    assertThat(lists()).isEqualTo(1);
  }

  @Test
  void anInformerListsAgainAfterItsWatchExpired() {
    try (SharedIndexInformer<ConfigMap> informer = inform()) {
      server.expireWatches();
      create("a");

      Awaitility.await().atMost(DEADLINE).until(() -> informer.getStore().list().size() == 1);
      Awaitility.await().atMost(DEADLINE).until(() -> lists() == 2);
    }
  }

  @Test
  void keepsItsObjectsAndItsPortOverAnOutage() {
    create("a");

    server.takeDown();
    assertThatExceptionOfType(KubernetesClientException.class).isThrownBy(() -> create("b"));
    server.bringUp();

    assertThat(client.configMaps().inNamespace("default").list().getItems())
        .extracting(configMap -> configMap.getMetadata().getName())
        .containsExactly("a");
  }

  @Test
  void servesAKindOnceItsCrdIsThere() {
    try (EmbeddedApiServer bare = EmbeddedApiServer.builder().withCrds(false).start();
        KubernetesClient bareClient = bare.newClient()) {
      String kinds = "/apis/machinelearning.seldon.io/v1";
      assertThat(bareClient.raw(kinds)).isNull();

      Crds.install(bareClient);

      assertThat(bareClient.raw(kinds)).contains("SeldonDeployment");
    }
  }

  @Test
  void theLogShowsWritesButNotThoseOfLeaderElection() {
    create("a");
    assertThatExceptionOfType(KubernetesClientException.class).isThrownBy(() -> create("a"));
    client.leases().inNamespace("default").withName("x").delete();
    client.configMaps().inNamespace("default").list();

    assertThat(log.writes()).extracting(RequestLog.Entry::status).containsExactly(201, 409);
    assertThat(log.count("DELETE", "/leases/x")).isEqualTo(1);
    assertThat(log.count("GET", "/configmaps")).isEqualTo(1);
  }

  private SharedIndexInformer<ConfigMap> inform() {
    SharedIndexInformer<ConfigMap> informer = client.configMaps().inNamespace("default").inform();
    Awaitility.await().atMost(DEADLINE).until(informer::isWatching);
    return informer;
  }

  private long lists() {
    return log.count(
        entry ->
            entry.method().equals("GET")
                && entry.path().endsWith("/configmaps")
                && !entry.query().contains("watch=true"));
  }

  private ConfigMap create(String name) {
    ConfigMap configMap =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace("default")
            .endMetadata()
            .build();
    return client.resource(configMap).create();
  }
}
