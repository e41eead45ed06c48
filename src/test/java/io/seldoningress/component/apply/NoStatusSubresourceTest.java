package io.seldoningress.component.apply;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.embedded.ApiRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A kind whose CustomResourceDefinition has no status subresource. */
class NoStatusSubresourceTest extends ApplyFixture {

  private static final EmbeddedApiServer SERVER = EmbeddedApiServer.start();

  @Override
  ApiServer server() {
    return SERVER;
  }

  @AfterAll
  static void stopServer() {
    SERVER.close();
  }

  @Test
  void isNotTakenForAnObjectThatIsGone() throws Exception {
    apply(route("{hosts: [h]}"));
    awaitCached();
    ConditionUpdate update =
        new ConditionUpdate(
            observed(),
            ConditionPlace.inNewStatus(),
            new ObjectCondition("Ready", "True", "Done", "", ""));

    try (AutoCloseable missing =
            SERVER.refuse(request -> request.subresource().equals("status"), 404, "NotFound");
        AutoCloseable mayListOnly =
            SERVER.refuse(NoStatusSubresourceTest::isGetOfOne, 403, "Forbidden")) {
      assertThatThrownBy(() -> send("condition", update))
          .cause()
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("virtualservices has no status subresource");
    }
  }

  private static boolean isGetOfOne(ApiRequest request) {
    return request.method().equals("GET") && !request.name().isEmpty();
  }
}
