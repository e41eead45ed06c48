package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.seldoningress.testing.RequestLog.Entry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SeldonDeployments in, routes out, with no write too many and in the right order. */
abstract class RoutingContract extends ControllerContract {

  @Test
  void aSeldonDeploymentGetsItsRoutesAndTheyFollowIt() {
    startController();

    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");

    apply("income", predictors("main=50", "canary=50"));
    awaitShares("income", "main=50 canary=50");
  }

  @Test
  void whatIsThereBeforeTheControllerIsRouted() {
    apply("income", predictors("main"));

    startController();

    awaitVirtualService("income");
    assertThat(destinationRule("income-main").get()).isNotNull();
  }

  @Test
  void aRestartWithEverythingInPlaceWritesNothing() {
    startController();
    apply("first", predictors("main=75", "canary=25"));
    apply("second", predictors("main"));
    apply("broken", predictors("main=75", "canary=20"));
    awaitVirtualService("first");
    awaitVirtualService("second");
    awaitWarning("broken", "InvalidSeldonDeployment");
    controller.close();

    startController();
    awaitAllHandled();

    assertThat(writes()).isEmpty();
  }

  @Test
  void aStatusUpdateWritesNothing() {
    startController();
    apply("income", predictors("main"));
    awaitVirtualService("income");
    // The server shows a write before its answer is in the log.
    eventually().until(controller::idle);
    requests().clear();

    deployment("income")
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": {\"state\": \"Available\"}}");
    awaitAllHandled();

    assertThat(writes()).isEmpty();
  }

  @Test
  void destinationRulesAreWrittenBeforeTheVirtualServiceAndRemovedAfterIt() {
    startController();
    apply("income", predictors("main=75", "canary=25"));
    awaitWrites("PATCH destinationrules", "PATCH destinationrules", "PATCH virtualservices");
    requests().clear();

    apply("income", predictors("main=75", "challenger=25"));

    awaitWrites("PATCH destinationrules", "PATCH virtualservices", "DELETE destinationrules");
    assertThat(shares("income")).isEqualTo("main=75 challenger=25");
    assertThat(destinationRule("income-canary").get()).isNull();
  }

  @Test
  void oneChangeOfTrafficIsOneRequest() {
    startController();
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");
    // The server shows a write before its answer is in the log.
    eventually().until(controller::idle);
    requests().clear();

    apply("income", predictors("main=0", "canary=100"));
    awaitShares("income", "main=null canary=100");
    awaitAllHandled();

    assertThat(requests().entries())
        .filteredOn(entry -> !entry.path().contains(SENTINEL))
        .extracting(Entry::method)
        .containsExactly("PATCH");
  }

  @Test
  void namespacesThatAreNotWatchedAreLeftAlone() {
    String watched = namespace;
    namespace = server().newNamespace("other");
    apply("elsewhere", predictors("main"));
    String other = namespace;
    namespace = watched;
    startController(Map.of("watch.namespaces", watched));

    apply("here", predictors("main"));
    awaitVirtualService("here");

    assertThat(requests().entries())
        .extracting(Entry::path)
        .noneMatch(path -> path.contains(other));
  }

  @Test
  void aSeldonDeploymentOfAnotherControllerIsLeftAloneUntilItIsOurs() {
    startController(Map.of("controller.id", "team-a"));
    apply("theirs", "labels: {seldon.io/controller-id: team-b}", predictors("main"));
    apply("ours", "labels: {seldon.io/controller-id: team-a}", predictors("main"));
    apply("nobodys", predictors("main"));
    awaitVirtualService("ours");
    eventually().until(controller::idle);
    assertThat(virtualService("theirs").get()).isNull();
    assertThat(virtualService("nobodys").get()).isNull();

    apply("theirs", "labels: {seldon.io/controller-id: team-a}", predictors("main"));

    awaitVirtualService("theirs");
  }

  /** The log has a request after its answer, a moment later than the server. */
  private void awaitWrites(String... kinds) {
    eventually().untilAsserted(() -> assertThat(writtenKinds()).containsExactly(kinds));
  }

  private List<String> writtenKinds() {
    return writes().stream()
        .filter(entry -> !isOnStatus(entry))
        .map(entry -> entry.method() + " " + entry.path().replaceAll(".*/(.*)/.*", "$1"))
        .toList();
  }
}
