package io.seldoningress.testing;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** The contract, held against the embedded server. */
class EmbeddedApiServerTest {

  private static final EmbeddedApiServer SERVER = EmbeddedApiServer.start();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Nested
  class Apply extends ServerSideApplyContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Write extends WriteContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Status extends StatusContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Read extends ReadContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class MetadataOnly extends MetadataContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Garbage extends GarbageContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }
}
