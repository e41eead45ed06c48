package io.seldoningress.it;

import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.RealApiServer;
import org.junit.jupiter.api.Nested;

/** The contracts of the controller on kube-apiserver. */
class RealControllerIT {

  @Nested
  class Routing extends RoutingContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Ownership extends OwnershipContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Refusal extends RefusalContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Conflict extends ConflictContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Drift extends DriftContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class PassedOnMetadata extends PassedOnMetadataContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Contest extends ContestContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Cases extends CasesContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class TakeOver extends TakeOverContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class EditedRoutes extends EditedRoutesContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class HostileInput extends HostileInputContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class DeadLetterRoute extends DeadLetterRouteContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class IngressReady extends IngressReadyContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Management extends ManagementContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class OtherStatusWriters extends OtherStatusWritersContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Replicas extends ReplicasContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class TlsGateway extends TlsGatewayContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class TlsClaim extends TlsClaimContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Reachability extends ReachabilityContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Tenants extends TenantContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class SecretsStaySecret extends SecretsStaySecretContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Readiness extends ReadinessContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class Access extends AccessContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }

  @Nested
  class RequestCount extends RequestCountContract {
    @Override
    ApiServer server() {
      return RealApiServer.shared();
    }
  }
}
