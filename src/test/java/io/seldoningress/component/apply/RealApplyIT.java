package io.seldoningress.component.apply;

import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.RealApiServer;
import org.junit.jupiter.api.Nested;

/** The contracts of kubernetes-apply on kube-apiserver. */
class RealApplyIT {

  @Nested
  class Apply extends ApplyContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Delete extends DeleteContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Condition extends ConditionContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }
}
