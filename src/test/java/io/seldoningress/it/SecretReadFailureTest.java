package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.IssuedCertificate;
import io.seldoningress.testing.embedded.ApiRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A Secret that can't be read, by a server that quotes it while it refuses, which only the embedded
 * one does.
 */
class SecretReadFailureTest extends SecretsStaySecretFixture {

  private final EmbeddedApiServer server = EmbeddedApiServer.start();

  @Override
  ApiServer server() {
    return server;
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"500, InternalError", "403, Forbidden"})
  void whatTheServerSaysOfItIsNotTold(int code, String reason) throws Exception {
    IssuedCertificate certificate = SecretsStaySecretContract.fresh("a.example.com");
    hide("the key", certificate.keyPem());
    put(DEFAULT_SECRET, certificate);
    String quoted = "can't decode " + certificate.keyPem().replace('\n', ' ');
    try (AutoCloseable refusal =
        server.refuse(SecretReadFailureTest::isRead, code, reason, quoted)) {
      startKeeping(
          "queue.maximumRetries", "1",
          "reconcile.redeliveryDelay", "1ms",
          "deadLetter.probeInterval", "200ms");
      eventually().until(() -> exchangesTell("DeadLetter["));
      assertThat(exchangesTell("/secrets was answered " + code)).isTrue();
    }

    awaitServers("80 *", "443 * seldon-ssl-cert");
    assertNoKeyWasTold(certificate);
  }

  private static boolean isRead(ApiRequest request) {
    return request.plural().equals("secrets")
        && request.parameter("fieldSelector").contains("metadata.name");
  }
}
