package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.VirtualService;
import org.junit.jupiter.api.Test;

/** What somebody does to our objects is put right. */
abstract class DriftContract extends ControllerContract {

  @Test
  void anEditedVirtualServiceIsPutRight() {
    startController();
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");

    virtualService("income").edit(DriftContract::shiftAllToTheSecond);

    awaitShares("income", "main=75 canary=25");
  }

  @Test
  void deletedObjectsComeBack() {
    startController();
    apply("income", predictors("main"));
    awaitVirtualService("income");
    String before = destinationRule("income-main").get().getMetadata().getUid();

    destinationRule("income-main").delete();
    virtualService("income").delete();

    awaitVirtualService("income");
    eventually().until(() -> destinationRule("income-main").get() != null);
    assertThat(destinationRule("income-main").get().getMetadata().getUid()).isNotEqualTo(before);
  }

  @Test
  void aLabelOfOursThatIsTakenAwayComesBack() {
    startController();
    apply("income", predictors("main"));
    awaitVirtualService("income");

    virtualService("income").edit(DriftContract::withoutLabels);

    eventually()
        .until(
            () ->
                virtualService("income")
                    .get()
                    .getMetadata()
                    .getLabels()
                    .containsKey("app.kubernetes.io/managed-by"));
  }

  private static VirtualService shiftAllToTheSecond(VirtualService object) {
    var routes = object.getSpec().getHttp().get(0).getRoute();
    routes.get(0).setWeight(0);
    routes.get(1).setWeight(100);
    return object;
  }

  private static VirtualService withoutLabels(VirtualService object) {
    object.getMetadata().getLabels().clear();
    return object;
  }
}
