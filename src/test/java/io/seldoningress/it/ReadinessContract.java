package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.seldoningress.testing.RequestLog.Entry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets requests while some predictors have no ready endpoint. */
abstract class ReadinessContract extends IngressReadyFixture {

  /** So that it is over soon. */
  private static final Map<String, String> SHORT_HOLD = Map.of("readiness.holdTime", "300ms");

  /** So that it is never over within a test. */
  private static final Map<String, String> LONG_HOLD = Map.of("readiness.holdTime", "1h");

  @Test
  void routesAreThereBeforeAnythingIsReady() {
    startController();
    apply("income", predictors("main=75", "canary=25"));

    awaitShares("income", "main=75 canary=25");
    awaitRouted("income");
  }

  @Test
  void theShareOfOneThatIsNotReadyGoesToTheOthersAndComesBack() {
    startController(SHORT_HOLD);
    ready("income-main", true);
    ready("income-next", true);
    ready("income-canary", true);
    apply("income", predictors("main=60", "next=30", "canary=10"));
    awaitShares("income", "main=60 next=30 canary=10");

    ready("income-main", false);
    awaitShares("income", "main=null next=75 canary=25");
    awaitMessage("predictor main is not ready: its 60 % go to the others");

    ready("income-main", true);
    awaitShares("income", "main=60 next=30 canary=10");
    eventually().until(() -> !message().contains("not ready"));
    awaitRouted("income");
  }

  @Test
  void aDeploymentThatGrowsGetsEachShareAsSoonAsItIsReady() {
    startController(LONG_HOLD);
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");

    ready("income-main", true);
    awaitShares("income", "main=100 canary=null");
    ready("income-canary", true);
    awaitShares("income", "main=75 canary=25");
  }

  @Test
  void whatIsReadyBeforeTheControllerCountsFromItsFirstTurnOn() {
    ready("income-main", true);
    ready("income-canary", false);
    apply("income", predictors("main=75", "canary=25"));
    startController(LONG_HOLD);

    awaitShares("income", "main=100 canary=null");
    assertThat(requests().count("PATCH", "/virtualservices/income")).isEqualTo(1);
  }

  @Test
  void aSliceThatGoesAwayIsAServiceThatNobodyAnswersFor() {
    startController(SHORT_HOLD);
    ready("income-main", true);
    ready("income-canary", true);
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");

    slices("income-canary").delete();
    awaitShares("income", "main=100 canary=null");
    ready("income-canary", true);
    awaitShares("income", "main=75 canary=25");
  }

  @Test
  void withNobodyReadyWhatIsWrittenComesBack() {
    startController(SHORT_HOLD);
    ready("income-main", true);
    ready("income-canary", false);
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=100 canary=null");

    ready("income-main", false);
    awaitShares("income", "main=75 canary=25");
    ready("income-canary", true);
    awaitShares("income", "main=null canary=100");
  }

  @Test
  void whileOneIsHeldBackWhatIsWrittenActsAtOnce() {
    startController(LONG_HOLD);
    ready("income-main", true);
    ready("income-next", true);
    ready("income-canary", true);
    apply("income", predictors("main=60", "next=20", "canary=20"));
    awaitShares("income", "main=60 next=20 canary=20");
    ready("income-canary", false);
    awaitShares("income", "main=75 next=25 canary=null");
    ready("income-canary", true);

    apply("income", predictors("main=0", "next=80", "canary=20"));
    awaitShares("income", "main=null next=100 canary=null");
    apply("income", predictors("main=40", "next=60", "canary=0"));
    awaitShares("income", "main=40 next=60 canary=null");
  }

  @Test
  void aPredictorThatFlapsHasTheRoutesWrittenOnce() {
    startController(LONG_HOLD);
    ready("income-main", true);
    ready("income-canary", true);
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");
    awaitRouted("income");
    eventually().until(this::nothingInWork);
    requests().clear();

    for (int i = 0; i < 20; i++) {
      ready("income-canary", false);
      awaitShares("income", "main=100 canary=null");
      ready("income-canary", true);
    }
    awaitMessage("predictor canary is not ready");
    awaitSentinel();
    eventually().until(this::nothingInWork);

    assertThat(writes())
        .extracting(Entry::path)
        .filteredOn(path -> path.contains("income"))
        .filteredOn(path -> !path.endsWith("/status"))
        .hasSize(1);
    assertThat(statusWrites("income")).hasSize(1);
  }

  @Test
  void podsThatComeAndGoBesideReadyOnesWakeNobody() {
    startController();
    ready("income-main", true);
    ready("income-canary", true);
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");
    awaitRouted("income");
    eventually().until(controller::idle);
    List<String> turns = recordTurns();

    for (int pods = 2; pods < 6; pods++) {
      write(slice("income-main", true).replace("10.0.0.1]", "10.0.0.1, 10.0.0." + pods + "]"));
    }
    awaitAllHandled();

    assertThat(turns).doesNotContain("income");
  }

  @Test
  void theServiceIsFoundByTheNameThatTheUserGave() {
    startController();
    ready("income-main", true);
    ready("mine", false);
    apply(
        "income",
        """
        {predictors: [{name: main, traffic: 75, graph: {name: classifier}},
          {name: canary, traffic: 25, annotations: {seldon.io/svc-name: mine}, graph: {name: classifier}}]}
        """);

    awaitShares("income", "main=100 canary=null");
    ready("mine", true);
    awaitShares("income", "main=75 canary=25");
  }

  @Test
  void aSelectorOfYourOwnSaysWhichSlicesCount() {
    startController(Map.of("readiness.labelSelector", "team=a, app in (x, y)"));
    ready("income-canary", true);
    write(slice("income-main", true).replace("seldon-deployment-id: any", "team: a, app: x"));
    apply("income", predictors("main=75", "canary=25"));

    awaitShares("income", "main=100 canary=null");
  }

  @Test
  void turnedOffItReadsNoSliceAndShiftsNothing() {
    ready("income-main", true);
    startController(Map.of("readiness.enabled", "false"));
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");
    awaitRouted("income");

    assertThat(requests().count(entry -> entry.path().contains("endpointslices"))).isZero();
  }

  /** The operator's Services have the label, and slices the labels of their Services. */
  static String slice(String service, boolean ready) {
    return """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: %s-x7k2p
          namespace: NAMESPACE
          labels: {kubernetes.io/service-name: %s, seldon-deployment-id: any}
        addressType: IPv4
        endpoints: [{addresses: [10.0.0.1], conditions: {ready: %s}}]
        ports: [{name: http, port: 8000, protocol: TCP}]
        """
        .formatted(service, service, ready);
  }

  private void ready(String service, boolean ready) {
    write(slice(service, ready));
  }

  private void write(String slice) {
    HasMetadata unused = applyAs("endpointslice-controller", yaml(slice));
  }

  private Resource<EndpointSlice> slices(String service) {
    return client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(namespace)
        .withName(service + "-x7k2p");
  }

  private void awaitMessage(String part) {
    eventually().until(() -> message().contains(part));
  }

  private String message() {
    return String.valueOf(condition("income").get("message"));
  }

  private boolean nothingInWork() {
    var depth = controller.depth("seldon-deployments");
    return depth.ready() + depth.running() == 0
        && controller.depth("endpoint-slices").ready() == 0
        && controller.depth("endpoint-slices").running() == 0;
  }
}
