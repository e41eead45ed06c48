package io.seldoningress.testing;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract, held against kube-apiserver. */
class RealApiServerIT {

  @Nested
  class Apply extends ServerSideApplyContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }

    /** The embedded server knows no schemas. */
    @Test
    void aFieldThatTheSchemaDoesNotHaveIsAnInternalError() {
      assertRefused(500, () -> apply("ours", "", "{hots: [a]}"));
    }
  }

  @Nested
  class Write extends WriteContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Status extends StatusContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Read extends ReadContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class MetadataOnly extends MetadataContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Garbage extends GarbageContract {
    private GarbageCollector collector;

    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }

    @BeforeAll
    void collect() {
      collector = GarbageCollector.start(server());
    }

    @AfterAll
    void stop() {
      collector.close();
    }
  }
}
