package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The condition that tells whether a SeldonDeployment is routed as it says. */
abstract class IngressReadyContract extends IngressReadyFixture {

  @Test
  void itSaysWhereClientsReachWhatIsRouted() {
    startController();
    apply("income", predictors("main"));

    awaitRouted("income");
    assertThat(condition("income"))
        .containsOnlyKeys("type", "status", "reason", "message", "lastTransitionTime");
    apply("income", "annotations: {seldon.io/istio-host: 'a.com,b.com'}", predictors("main"));
    eventually()
        .until(
            () -> condition("income").get("message"),
            "a.com/seldon/%1$s/income/, b.com/seldon/%1$s/income/".formatted(namespace)::equals);
  }

  @Test
  void itSaysWhyAnObjectIsNotRouted() {
    startController();
    apply("income", predictors("main=75", "canary=25"));
    awaitRouted("income");
    String routed = transition("income");

    apply("income", predictors("main=75", "canary=15"));
    Map<String, Object> refused = awaitCondition("income", "False", "InvalidSeldonDeployment");
    assertThat(refused.get("message").toString()).contains("75 + 15 = 90");
    assertThat(transition("income")).isGreaterThanOrEqualTo(routed);
    apply("income", predictors("main=50", "canary=50"));

    awaitRouted("income");
  }

  @Test
  void thatTheNameIsTakenAndWhenItIsFree() {
    startController();
    apply("a", predictors("b-c"));
    awaitRouted("a");
    apply("a-b", predictors("c"));
    awaitCondition("a-b", "False", "GeneratedNameTaken");
    delete("a");

    awaitRouted("a-b");
  }

  @Test
  void theTransitionIsThatOfTheStatus() {
    apply("income", predictors("main"));
    patchStatus(
        "income",
        """
        {"conditions": [{"type": "IngressReady", "status": "True", "reason": "Old",
          "lastTransitionTime": "2020-01-01T00:00:00Z"}]}
        """);
    startController();

    awaitRouted("income");
    assertThat(transition("income")).isEqualTo("2020-01-01T00:00:00Z");
    apply("income", predictors("main=9"));
    awaitCondition("income", "False", "InvalidSeldonDeployment");
    assertThat(transition("income")).isGreaterThan("2020-01-01T00:00:00Z");
  }

  @Test
  void oneTurnAndOneRequestTellIt() {
    startController();
    List<String> turns = recordTurns();
    apply("income", predictors("main"));
    awaitRouted("income");
    awaitAllHandled();

    assertThat(turns).containsOnlyOnce("income");
    assertThat(statusWrites("income")).hasSize(1);
  }

  @Test
  void whatChangesNothingOfItWritesNothing() {
    startController();
    apply("income", predictors("main=75", "canary=25"));
    awaitRouted("income");

    apply("income", predictors("main=50", "canary=50"));
    awaitShares("income", "main=50 canary=50");
    awaitAllHandled();

    assertThat(statusWrites("income")).hasSize(1);
  }

  @Test
  void aRestartWritesNothing() {
    apply("income", predictors("main"));
    apply("broken", predictors("main=9"));
    startController();
    awaitRouted("income");
    awaitCondition("broken", "False", "InvalidSeldonDeployment");
    stopController();

    startController();
    awaitAllHandled();

    assertThat(writes()).isEmpty();
  }

  @Test
  void whatIsNotOursGetsNone() {
    apply("theirs", "labels: {seldon.io/controller-id: team-b}", predictors("main"));
    apply("ending", "finalizers: [example.com/a]", predictors("main"));
    delete("ending");
    startController();
    awaitAllHandled();

    assertThat(condition("theirs")).isEmpty();
    assertThat(condition("ending")).isEmpty();
    assertThat(writes()).isEmpty();
    apply("ending", "finalizers: []", predictors("main"));
  }

  @Test
  void itCanBeTurnedOff() {
    startController(Map.of("status.enabled", "false"));
    apply("income", predictors("main"));
    apply("broken", predictors("main=9"));
    awaitVirtualService("income");
    awaitWarning("broken", "InvalidSeldonDeployment");
    awaitAllHandled();

    assertThat(writes()).noneMatch(ControllerContract::isOnStatus);
  }

  private String transition(String name) {
    return condition(name).get("lastTransitionTime").toString();
  }
}
