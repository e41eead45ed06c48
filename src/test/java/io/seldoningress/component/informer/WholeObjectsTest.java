package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.EmbeddedApiServer;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A server that sends whole objects to those who ask for their metadata. */
class WholeObjectsTest extends SecretsFixture {

  private static final EmbeddedApiServer SERVER =
      EmbeddedApiServer.builder().withRepresentations(false).start();

  @Override
  ApiServer server() {
    return SERVER;
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void theDataIsDroppedWhileTheObjectsAreDecoded() throws Exception {
    create("listed");
    SecretsReplica replica = startReplica();
    ResourceCache<ObjectMetadata> cache =
        replica.component.metadataCache(
            GroupVersionResource.parse("v1/secrets"), Set.of(namespace), "", "");
    HandedOver handed = replica.addRoute("route", METADATA);
    handed.await("listed");
    create("created");
    handed.await("listed", "created");
    changeData("listed");
    handed.await("listed", "created", "listed");
    delete("created");
    handed.await("listed", "created", "listed", "created -");

    assertThat(handed.bodies()).hasSize(3).hasOnlyElementsOfType(ObjectMetadata.class);
    assertThat(handed.text()).doesNotContain(DATA);
    assertThat(Serialization.asJson(cache.all())).contains("listed").doesNotContain(DATA);
  }

  @Test
  void aRouteIsTheOnlyOneThatReadsEventsSo() throws Exception {
    SecretsReplica replica = startReplica();
    HandedOver metadata = replica.addRoute("metadata", METADATA);
    HandedOver whole = replica.addRoute("whole", "");
    create("a");
    metadata.await("a");
    whole.await("a");

    assertThat(metadata.text()).doesNotContain(DATA);
    assertThat(whole.text()).contains(DATA);
  }
}
