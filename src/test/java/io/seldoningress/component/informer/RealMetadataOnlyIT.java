package io.seldoningress.component.informer;

import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.RealApiServer;
import org.junit.jupiter.api.Nested;

/** The metadata of Secrets, from kube-apiserver. */
class RealMetadataOnlyIT {

  @Nested
  class Metadata extends MetadataOnlyContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }

    /** Its connections break while things happen. */
    @Override
    void breakWatch(SecretsReplica replica, Runnable meanwhile) {
      long watches = replica.watches();
      replica.sockets.breakAll();
      meanwhile.run();
      InformerFixture.eventually().until(() -> replica.watches() > watches);
    }
  }

  @Nested
  class Expected extends ExpectedContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }
}
