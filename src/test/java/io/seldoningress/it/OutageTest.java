package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.Crds;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.RecordedLog;
import io.seldoningress.testing.embedded.ApiRequest;
import java.util.Collection;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What happens when the API server fails, forbids, or lacks a kind: the routes end up as the
 * SeldonDeployments say.
 */
class OutageTest extends ControllerContract {

  private final EmbeddedApiServer server = EmbeddedApiServer.start();

  @Override
  ApiServer server() {
    return server;
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  @Test
  void errorsThatPassAreTriedAgain() throws Exception {
    startController();
    try (AutoCloseable storm =
        server.refuse(OutageTest::isWriteOfRoutes, 503, "ServiceUnavailable")) {
      apply("income", predictors("main=75", "canary=25"));
      eventually().until(() -> requests().count(entry -> entry.status() == 503) > 3);
    }

    awaitShares("income", "main=75 canary=25");
    assertThat(warnings("income")).isEmpty();
  }

  @Test
  void errorsThatLastAreToldAndTriedAgainLater() throws Exception {
    startController();
    try (AutoCloseable refusal = server.refuse(OutageTest::isWriteOfRoutes, 403, "Forbidden")) {
      apply("income", predictors("main"));
      assertThat(awaitWarning("income", "Forbidden")).contains("403").contains("destinationrules");
    }

    awaitVirtualService("income");
  }

  @Test
  void whatChangesWhileTheServerIsAwayIsAppliedWhenItIsBack() {
    startController();
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");

    server.takeDown();
    eventually().until(() -> controller.problems().size() == 5);
    server.bringUp();
    apply("income", predictors("main=50", "canary=50"));

    awaitShares("income", "main=50 canary=50");
    eventually().until(() -> controller.problems().isEmpty());
  }

  @Test
  void anExpiredWatchIsListedAnew() {
    startController();
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");

    server.expireWatches();
    apply("income", predictors("main=50", "canary=50"));
    virtualService("income").delete();

    awaitShares("income", "main=50 canary=50");
  }

  @Test
  void aKindThatIsNotInstalledIsNamedAndWaitedFor() {
    try (EmbeddedApiServer bare = EmbeddedApiServer.builder().withCrds(false).start();
        RecordedLog log = RecordedLog.of("io.seldoningress.component.informer.InformerFailures");
        var other = new OutageOn(bare)) {
      log.await(
          "machinelearning.seldon.io/v1/seldondeployments in "
              + other.namespace
              + " is not installed");
      log.await(
          "networking.istio.io/v1/virtualservices in " + other.namespace + " is not installed");
      assertThat(other.health()).anyMatch(result -> result.getState() == HealthCheck.State.DOWN);

      Crds.install(other.client);
      other.apply("income", predictors("main"));

      other.awaitVirtualService("income");
      eventually()
          .until(
              () ->
                  other.health().stream()
                      .allMatch(result -> result.getState() == HealthCheck.State.UP));
    }
  }

  /** As with the Role of an installation that is older than the watch of Gateways. */
  @Test
  void routesGoOnWhereGatewaysCantBeWatched() throws Exception {
    try (RecordedLog log = RecordedLog.of("io.seldoningress.component.informer.InformerFailures")) {
      try (AutoCloseable refusal = server.refuse(OutageTest::isReadOfGateways, 403, "Forbidden")) {
        startController();
        log.await("no permission to list and watch networking.istio.io/v1/gateways");
        apply("income", "annotations: {seldon.io/istio-gateway: missing}", predictors("main"));
        awaitVirtualService("income");
        assertThat(warnings("income")).isEmpty();
      }

      assertThat(awaitWarning("income", "GatewayNotFound")).contains("Gateway missing");
    }
  }

  /** As with the Role of an installation that is older than the watch of EndpointSlices. */
  @Test
  void routesGoOnWhereEndpointSlicesCantBeWatched() throws Exception {
    try (RecordedLog log = RecordedLog.of("io.seldoningress.component.informer.InformerFailures")) {
      HasMetadata unused = applyAs("user", yaml(ReadinessContract.slice("income-main", true)));
      try (AutoCloseable refusal = server.refuse(OutageTest::isReadOfSlices, 403, "Forbidden")) {
        startController();
        log.await("no permission to list and watch discovery.k8s.io/v1/endpointslices");
        apply("income", predictors("main=75", "canary=25"));
        awaitShares("income", "main=75 canary=25");
      }

      awaitShares("income", "main=100 canary=null");
    }
  }

  private static boolean isReadOfSlices(ApiRequest request) {
    return request.plural().equals("endpointslices") && request.method().equals("GET");
  }

  private static boolean isReadOfGateways(ApiRequest request) {
    return request.plural().equals("gateways") && request.method().equals("GET");
  }

  @Test
  void aForbiddenWatchIsNamedAndTriedAgain() throws Exception {
    try (RecordedLog log = RecordedLog.of("io.seldoningress.component.informer.InformerFailures")) {
      try (AutoCloseable refusal =
          server.refuse(
              request -> request.plural().equals("seldondeployments"), 403, "Forbidden")) {
        startController();
        log.await("no permission to list and watch machinelearning.seldon.io/v1/seldondeployments");
      }
      apply("income", predictors("main"));

      awaitVirtualService("income");
      log.await("watching machinelearning.seldon.io/v1/seldondeployments");
    }
  }

  private static boolean isWriteOfRoutes(ApiRequest request) {
    return request.method().equals("PATCH") && request.group().equals("networking.istio.io");
  }

  /** A controller on another server. */
  private static final class OutageOn extends ControllerContract implements AutoCloseable {

    private final EmbeddedApiServer server;

    OutageOn(EmbeddedApiServer server) {
      this.server = server;
      connect();
      makeNamespace();
      startController();
    }

    @Override
    ApiServer server() {
      return server;
    }

    Collection<HealthCheck.Result> health() {
      return HealthCheckHelper.invoke(controller.context());
    }

    @Override
    public void close() throws KubernetesClientException {
      stopController();
      disconnect();
    }
  }
}
