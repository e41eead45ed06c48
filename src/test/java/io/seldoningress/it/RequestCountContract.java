package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.seldoningress.testing.GarbageCollector;
import io.seldoningress.testing.RequestLog.Entry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the controller asks of the API server: no request more than it takes, and none to look at
 * what its caches show. A change of shares is in {@link RoutingContract}.
 */
abstract class RequestCountContract extends ControllerContract {

  /** As many objects as one answer of a list has at most. */
  private static final int PAGE = 100;

  private static final String ELSEWHERE = "elsewhere.example.com";

  private int settled;

  @Test
  void aNewCanaryIsThreeAppliesAndOneCondition() {
    startController();
    settle();
    requests().clear();

    apply("income", predictors("main=75", "canary=25"));
    awaitWritten("income");
    settle();

    assertThat(sent())
        .containsExactlyInAnyOrder(
            "PATCH destinationrules/income-main",
            "PATCH destinationrules/income-canary",
            "PATCH virtualservices/income",
            "PATCH seldondeployments/income/status");
  }

  @Test
  void whatRoutesDoNotDependOnIsNoRequest() {
    String spec = predictors("main=75", "canary=25");
    startOver(spec);

    apply("income", spec.replace("image: x", "image: y"));
    apply("income", spec.replace("name: main", "name: main, replicas: 2"));
    apply("income", "annotations: {example.com/note: a}", spec);
    apply("income", "labels: {team: a}", spec);
    settle();

    assertThat(sent()).isEmpty();
  }

  @Test
  void aStatusOfOthersIsNoRequest() {
    startOver(predictors("main"));

    for (int replicas = 1; replicas < 5; replicas++) {
      deployment("income")
          .subresource("status")
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"status\": {\"state\": \"Creating\", \"replicas\": %d}}".formatted(replicas));
    }
    settle();

    assertThat(sent()).isEmpty();
  }

  @Test
  void anEditThatIsPutRightIsOneApply() {
    startOver(predictors("main=75", "canary=25"));

    virtualService("income").edit(RequestCountContract::toElsewhere);
    awaitPutRight("income");
    settle();
    assertThat(sent()).containsExactly("PATCH virtualservices/income");

    requests().clear();
    destinationRule("income-canary").edit(RequestCountContract::toElsewhere);
    awaitRulePutRight("income-canary");
    settle();
    assertThat(sent()).containsExactly("PATCH destinationrules/income-canary");
  }

  /** The garbage collector of Kubernetes deletes what it owned. */
  @Test
  void aDeletionIsNoRequest() {
    startOver(predictors("main=75", "canary=25"));

    try (GarbageCollector collector = GarbageCollector.start(server())) {
      delete("income");
      eventually().until(() -> virtualService("income").get() == null);
      eventually().until(() -> destinationRule("income-main").get() == null);
      eventually().until(() -> destinationRule("income-canary").get() == null);
    }
    settle();

    assertThat(sent()).isEmpty();
  }

  /** The Event may be there from before the start, and then only its count goes up. */
  @Test
  void whatIsRefusedIsOneConditionAndOneEventThatIsLookedForOnce() {
    startController();
    settle();
    requests().clear();

    apply("income", predictors("main=75", "canary=15"));
    awaitRefused("income");
    apply("income", "annotations: {example.com/note: a}", predictors("main=75", "canary=15"));
    settle();

    assertThat(sent())
        .containsExactlyInAnyOrder(
            "PATCH seldondeployments/income/status", "GET events was answered 404", "PATCH events");
  }

  @Test
  void nothingIsSentWhileNothingChangesButTheLease() {
    startController(
        Map.of("leaderElection.enabled", "true", "leaderElection.namespace", namespace));
    apply("income", predictors("main=75", "canary=25"));
    apply("broken", predictors("main=75", "canary=15"));
    awaitWritten("income");
    awaitRefused("broken");
    settle();
    requests().clear();

    settle();

    assertThat(sent()).isEmpty();
  }

  /** The embedded server answers each list as a whole. */
  @Test
  void aStartOverWhatIsInPlaceIsAListInPagesAndAWatchOfEachKind() {
    startController();
    apply("income", predictors("main=75", "canary=25"));
    awaitWritten("income");
    settle();
    stopController();
    for (int i = 0; i < 2 * PAGE; i++) {
      client.resource(othersDeployment(i)).create();
    }

    startController();
    settle();

    // The controller's own Gateway is in another namespace than those that tenants make.
    assertThat(sent())
        .filteredOn(request -> !request.equals("LIST seldondeployments"))
        .containsExactlyInAnyOrder(
            "LIST virtualservices",
            "LIST destinationrules",
            "LIST endpointslices",
            "LIST gateways",
            "LIST gateways",
            "WATCH seldondeployments",
            "WATCH virtualservices",
            "WATCH destinationrules",
            "WATCH endpointslices",
            "WATCH gateways",
            "WATCH gateways");
    assertThat(sent())
        .filteredOn("LIST seldondeployments"::equals)
        .hasSize(server().real() ? 3 : 1);
    assertThat(requests().entries())
        .filteredOn(entry -> brief(entry).startsWith("LIST"))
        .allMatch(entry -> entry.query().contains("limit=" + PAGE));
  }

  /** With one SeldonDeployment that is routed; what was sent for that is not looked at. */
  private void startOver(String spec) {
    startController();
    apply("income", spec);
    awaitWritten("income");
    settle();
    requests().clear();
  }

  /** One that another controller serves, so that it is listed and nothing else. */
  private GenericKubernetesResource othersDeployment(int number) {
    return seldonDeployment(
        "other-" + number, "labels: {seldon.io/controller-id: b}", predictors("main"));
  }

  /** What was sent, but for the sentinels and the Lease: the verb, the kind, the name. */
  private List<String> sent() {
    return requests().entries().stream()
        .filter(entry -> !entry.path().contains(SENTINEL))
        .filter(entry -> !entry.path().contains("/leases"))
        .map(RequestCountContract::brief)
        .toList();
  }

  private static String brief(Entry entry) {
    String object = entry.path().replaceAll(".*/namespaces/[^/]+/", "");
    boolean collection = !object.contains("/");
    String read = collection ? "LIST" : "GET";
    String verb = entry.query().contains("watch=true") ? "WATCH" : read;
    String method = entry.method().equals("GET") ? verb : entry.method();
    String failure = entry.status() < 400 ? "" : " was answered " + entry.status();
    return method + " " + object.replaceAll("^events/.*", "events") + failure;
  }

  /** Waits until the turn that writes the routes of a SeldonDeployment is over. */
  private void awaitWritten(String name) {
    awaitVirtualService(name);
    eventually().until(controller::idle);
  }

  /** The same for one that is refused. Its Event is written beside the turn. */
  private void awaitRefused(String name) {
    eventually().until(() -> requests().count("PATCH", "/events/" + name + ".") == 1);
    eventually().until(() -> requests().count("PATCH", "/" + name + "/status") == 1);
    eventually().until(controller::idle);
  }

  /**
   * Waits until all that happened to any kind before this call is handled: events of a kind come in
   * order, so whoever puts right what is done to the sentinel's objects knew of it all.
   */
  private void settle() {
    String sentinel = SENTINEL + "-edited-" + ++settled;
    apply(sentinel, predictors("main"));
    awaitWritten(sentinel);
    destinationRule(sentinel + "-main").edit(RequestCountContract::toElsewhere);
    virtualService(sentinel).edit(RequestCountContract::toElsewhere);
    awaitRulePutRight(sentinel + "-main");
    awaitPutRight(sentinel);
    eventually().until(controller::idle);
  }

  private static VirtualService toElsewhere(VirtualService object) {
    object.getSpec().setHosts(List.of(ELSEWHERE));
    return object;
  }

  private static DestinationRule toElsewhere(DestinationRule object) {
    object.getSpec().setHost(ELSEWHERE);
    return object;
  }

  private void awaitPutRight(String name) {
    eventually()
        .until(
            () -> virtualService(name).get().getSpec().getHosts(),
            hosts -> !hosts.contains(ELSEWHERE));
  }

  private void awaitRulePutRight(String name) {
    eventually()
        .until(
            () -> destinationRule(name).get().getSpec().getHost(), host -> !host.equals(ELSEWHERE));
  }
}
