package io.seldoningress.testing;

/** The contract, held against kube-apiserver. */
class RealApiServerIT extends ApiServerContract {

  @Override
  ApiServer server() {
    return RealApiServer.shared();
  }
}
