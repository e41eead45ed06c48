package io.seldoningress.it;

import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.EmbeddedApiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** The contracts of the controller on the embedded API server. */
class EmbeddedControllerTest {

  private static final EmbeddedApiServer SERVER = EmbeddedApiServer.start();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Nested
  class Routing extends RoutingContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Ownership extends OwnershipContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Refusal extends RefusalContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Conflict extends ConflictContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Drift extends DriftContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class PassedOnMetadata extends PassedOnMetadataContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Contest extends ContestContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Cases extends CasesContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class TakeOver extends TakeOverContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class EditedRoutes extends EditedRoutesContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class HostileInput extends HostileInputContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class DeadLetterRoute extends DeadLetterRouteContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class IngressReady extends IngressReadyContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Management extends ManagementContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class OtherStatusWriters extends OtherStatusWritersContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Replicas extends ReplicasContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class TlsGateway extends TlsGatewayContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class TlsClaim extends TlsClaimContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Reachability extends ReachabilityContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Tenants extends TenantContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class SecretsStaySecret extends SecretsStaySecretContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Readiness extends ReadinessContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class Access extends AccessContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }

  @Nested
  class RequestCount extends RequestCountContract {
    @Override
    ApiServer server() {
      return SERVER;
    }
  }
}
