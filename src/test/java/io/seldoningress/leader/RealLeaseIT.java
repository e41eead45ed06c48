package io.seldoningress.leader;

import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.RealApiServer;

/** The contract on kube-apiserver. */
class RealLeaseIT extends LeaseContract {

  @Override
  ApiServer server() {
    return RealApiServer.shared();
  }
}
