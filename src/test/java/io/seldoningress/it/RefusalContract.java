package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** Wrong input: told at once, and nothing half-valid is written. */
abstract class RefusalContract extends ControllerContract {

  @Test
  void aBrokenEditLeavesTheLastGoodRoutesAndTellsAllProblemsAtOnce() {
    startController();
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");

    apply(
        "income",
        "annotations: {seldon.io/istio-retries: three, seldon.io/istio-host: ''}",
        predictors("main=75", "canary=15"));

    assertThat(awaitWarning("income", "InvalidSeldonDeployment"))
        .contains("seldon.io/istio-retries")
        .contains("three")
        .contains("seldon.io/istio-host")
        .contains("75 + 15 = 90");
    assertThat(shares("income")).isEqualTo("main=75 canary=25");
  }

  @Test
  void oneBrokenSeldonDeploymentDoesNotHoldUpOthersAndIsRoutedOnceItIsMended() {
    startController();
    apply("broken", predictors("main=150", "canary=-50"));
    apply("sound", predictors("main"));

    awaitVirtualService("sound");
    awaitWarning("broken", "InvalidSeldonDeployment");
    assertThat(virtualService("broken").get()).isNull();

    apply("broken", predictors("main=50", "canary=50"));
    awaitShares("broken", "main=50 canary=50");
  }

  @Test
  void theSameProblemIsOneEvent() {
    startController();
    apply("broken", predictors("main=10", "canary=20"));
    awaitWarning("broken", "InvalidSeldonDeployment");

    apply("broken", "annotations: {seldon.io/touched: again}", predictors("main=10", "canary=20"));
    awaitAllHandled();

    assertThat(warnings("broken")).hasSize(1);
  }

  /** The API server takes it; a reader with limits of its own would not get past it. */
  @Test
  void anObjectThatIsHardToReadDoesNotHoldUpOthers() {
    startController();
    String sound = Serialization.asJson(seldonDeployment("huge", "", predictors("main")));
    client.raw(
        "/apis/machinelearning.seldon.io/v1/namespaces/" + namespace + "/seldondeployments",
        "POST",
        sound.replace(
            "\"spec\":{", "\"spec\":{\"annotations\":{\"" + "k".repeat(60_000) + "\":\"v\"},"));

    apply("sound", predictors("main"));
    awaitVirtualService("sound");
    awaitVirtualService("huge");

    stopController();
    startController();
    apply("later", predictors("main"));
    awaitVirtualService("later");
  }
}
