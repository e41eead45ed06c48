package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The condition in the company of those who write the same status: the Seldon operator above all.
 */
abstract class OtherStatusWritersContract extends IngressReadyFixture {

  private static final String OPERATORS =
      """
      {"state": "Creating", "replicas": 2, "address": {"url": "http://income"},
       "conditions": [
         {"type": "DeploymentsReady", "status": "False", "severity": "Warning", "reason": "x"},
         {"type": "Ready", "status": "False", "message": "m",
          "lastTransitionTime": "2026-01-01T00:00:00Z"}]}
      """;

  @Test
  void allThatTheyWroteStays() {
    apply("income", predictors("main"));
    patchStatus("income", OPERATORS);
    Map<String, Object> before = status("income");
    startController();
    awaitRouted("income");
    apply("income", predictors("main=9"));
    awaitCondition("income", "False", "InvalidSeldonDeployment");

    assertThat(ofOthers(conditions("income"))).isEqualTo(before.get("conditions"));
    Map<String, Object> after = status("income");
    before.remove("conditions");
    after.remove("conditions");
    assertThat(after).isEqualTo(before);
  }

  @Test
  void theOperatorThatMergesItsOwnLosesNothingAndMakesNoWork() {
    apply("income", predictors("main"));
    patchStatus("income", OPERATORS);
    startController();
    awaitRouted("income");
    awaitAllHandled();
    requests().clear();
    List<String> turns = recordTurns();
    for (int i = 0; i < 20; i++) {
      String state = "state-" + i;
      asOperator("income", conditions -> withReady(conditions, state));
    }
    awaitAllHandled();

    assertThat(turns).doesNotContain("income");
    assertThat(writes()).isEmpty();
    awaitRouted("income");
    assertThat(ofOthers(conditions("income")))
        .anySatisfy(condition -> assertThat(condition).containsEntry("reason", "state-19"))
        .hasSize(2);
  }

  /** Both write at the same time; each reads anew when the other one was first. */
  @Test
  void whenBothWriteAtOnceBothAreThereInTheEnd() {
    startController();
    apply("income", predictors("main"));
    patchStatus("income", OPERATORS);
    for (int i = 0; i < 10; i++) {
      String state = "state-" + i;
      apply("income", predictors(i % 2 == 0 ? "main=100" : "main=90"));
      asOperator("income", conditions -> withReady(conditions, state));
    }

    awaitCondition("income", "False", "InvalidSeldonDeployment");
    assertThat(ofOthers(conditions("income")))
        .anySatisfy(condition -> assertThat(condition).containsEntry("reason", "state-9"))
        .hasSize(2);
  }

  @Test
  void whoKeepsDroppingItIsAnsweredLessAndLessOften() {
    apply("income", predictors("main"));
    patchStatus("income", OPERATORS);
    Instant start = Instant.now();
    AtomicInteger dropped = new AtomicInteger();
    try (Watch watch = deployment("income").watch(dropper(dropped))) {
      startController();
      eventually().until(() -> dropped.get() >= 3);
      // It was written at once, after a second, and after two more.
      assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofSeconds(3));
    }

    awaitRouted("income");
    assertThat(ofOthers(conditions("income"))).hasSize(2);
  }

  @Test
  void whoChangesItIsAnswered() {
    startController();
    apply("income", predictors("main"));
    awaitRouted("income");
    asOperator(
        "income",
        conditions -> {
          conditions.forEach(condition -> condition.put("status", "Unknown"));
          return conditions;
        });

    eventually().until(() -> statusWrites("income").size() == 2);
    awaitRouted("income");
  }

  private Watcher<GenericKubernetesResource> dropper(AtomicInteger dropped) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, GenericKubernetesResource object) {
        List<Map<String, Object>> conditions = object.get("status", "conditions");
        if (conditions != null && ofOthers(conditions).size() < conditions.size()) {
          asOperator("income", OtherStatusWritersContract::ofOthers);
          dropped.incrementAndGet();
        }
      }

      @Override
      public void onClose(WatcherException cause) {
        // The test sees that nothing is dropped any more.
      }
    };
  }

  /** Replaces the whole status, as the operator does: on condition of what it read. */
  private void asOperator(String name, UnaryOperator<List<Map<String, Object>>> change) {
    eventually().until(() -> replaceStatus(name, change));
  }

  private boolean replaceStatus(String name, UnaryOperator<List<Map<String, Object>>> change) {
    GenericKubernetesResource read = deployment(name).get();
    Map<String, Object> status = new HashMap<>(read.get("status"));
    List<Map<String, Object>> conditions = new ArrayList<>();
    conditions(read).forEach(condition -> conditions.add(new HashMap<>(condition)));
    status.put("conditions", change.apply(conditions));
    read.setAdditionalProperty("status", status);
    try {
      var unused = client.resource(read).lockResourceVersion().updateStatus();
      return true;
    } catch (KubernetesClientException e) {
      assertThat(e.getCode()).isEqualTo(HttpURLConnection.HTTP_CONFLICT);
      return false;
    }
  }

  private static List<Map<String, Object>> conditions(GenericKubernetesResource object) {
    return object.get("status", "conditions");
  }

  private static List<Map<String, Object>> withReady(
      List<Map<String, Object>> conditions, String reason) {
    conditions.stream()
        .filter(condition -> "Ready".equals(condition.get("type")))
        .forEach(condition -> condition.put("reason", reason));
    return conditions;
  }

  private Map<String, Object> status(String name) {
    return new HashMap<>(deployment(name).get().<Map<String, Object>>get("status"));
  }
}
