package io.seldoningress.component.apply;

import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.EmbeddedApiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** The contracts of kubernetes-apply on the embedded API server. */
class EmbeddedApplyTest {

  private static final EmbeddedApiServer SERVER = EmbeddedApiServer.start();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Nested
  class Apply extends ApplyContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Delete extends DeleteContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Condition extends ConditionContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }
}
