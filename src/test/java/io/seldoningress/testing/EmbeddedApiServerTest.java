package io.seldoningress.testing;

import org.junit.jupiter.api.AfterAll;

/** The contract, held against the embedded server. */
class EmbeddedApiServerTest extends ApiServerContract {

  private final EmbeddedApiServer server = EmbeddedApiServer.start();

  @Override
  ApiServer server() {
    return server;
  }

  @AfterAll
  void stop() {
    server.close();
  }
}
