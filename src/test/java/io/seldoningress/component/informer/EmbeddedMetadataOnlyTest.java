package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.embedded.ApiRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The metadata of Secrets, from the embedded server. */
class EmbeddedMetadataOnlyTest {

  private static final EmbeddedApiServer SERVER = EmbeddedApiServer.start();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Nested
  class Metadata extends MetadataOnlyContract {
    @Override
    ApiServer server() {
      return SERVER;
    }

    /** They expire, so that all is listed again. */
    @Override
    void breakWatch(SecretsReplica replica, Runnable meanwhile) throws Exception {
      long lists = replica.lists();
      try (AutoCloseable refusal = SERVER.refuse(ApiRequest::isWatch, 500, "InternalError")) {
        SERVER.endWatches();
        meanwhile.run();
        SERVER.expireWatches();
      }
      InformerFixture.eventually().until(() -> replica.lists() > lists);
    }

    /** The connection that all share must go on. */
    @Test
    void aStoppedContextLeavesTheConnectionOfOthersOpen() throws Exception {
      create("a");
      SecretsReplica replica = startReplica();
      replica.addRoute("route", METADATA).await("a");
      replica.context.stop();

      assertThat(replica.client.secrets().inNamespace(namespace).list().getItems()).hasSize(1);
    }
  }

  @Nested
  class Expected extends ExpectedContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }
}
