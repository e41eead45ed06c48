package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the settings do not let a namespace use is refused, and told. */
abstract class TenantContract extends ControllerContract {

  @Test
  void whoIsNotGrantedItWritesNothing() {
    startDenying();
    apply("host", annotated("seldon.io/istio-host: bank.example.com"), predictors("main"));
    apply("gateway", annotated("seldon.io/istio-gateway: other/gateway"), predictors("main"));
    apply("path", annotated("seldon.io/istio-path: /bank/"), predictors("main"));
    apply("mesh", annotated("seldon.io/istio-mesh-host: bank.example.com"), predictors("main"));

    assertThat(awaitWarning("host", "InvalidSeldonDeployment"))
        .contains("annotations[seldon.io/istio-host]: 'bank.example.com'")
        .contains("the setting tenants.hosts");
    assertThat(awaitWarning("gateway", "InvalidSeldonDeployment"))
        .contains("annotations[seldon.io/istio-gateway]: 'other/gateway'")
        .contains("the setting tenants.gateways");
    assertThat(awaitWarning("path", "InvalidSeldonDeployment"))
        .contains("annotations[seldon.io/istio-path]: '/bank/'")
        .contains("the setting tenants.paths");
    assertThat(awaitWarning("mesh", "InvalidSeldonDeployment"))
        .contains("the setting tenants.hosts")
        .contains("the setting tenants.gateways");
    awaitAllHandled();
    assertThat(writes()).noneMatch(entry -> entry.path().contains("networking.istio.io"));
  }

  @Test
  void whatIsGrantedAndWhatEverybodyHasIsWritten() {
    startDenying();
    apply("plain", predictors("main"));
    apply(
        "granted",
        annotated(
            "seldon.io/istio-host: 'a.%1$s.example.com', seldon.io/istio-gateway: own, seldon.io/istio-path: '/%1$s/m/'"
                .formatted(namespace)),
        predictors("main"));

    awaitVirtualService("plain");
    awaitVirtualService("granted");
    assertThat(virtualService("granted").get().getSpec().getHosts())
        .containsExactly("a." + namespace + ".example.com");
  }

  private void startDenying() {
    startController(
        Map.of(
            "tenants.hosts", "*:*.{namespace}.example.com",
            "tenants.gateways", "*:{namespace}/*, other:mesh",
            "tenants.paths", "*:/{namespace}/*"));
  }

  private static String annotated(String annotations) {
    return "annotations: {" + annotations + "}";
  }
}
