package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** SeldonDeployments whose Gateways clients can't come through. */
abstract class ReachabilityContract extends IngressReadyFixture {

  @Test
  void aGatewayThatIsNotThereIsToldAndClearedWhenItAppears() {
    startController();
    apply("income", "annotations: {seldon.io/istio-gateway: mine}", predictors("main"));

    awaitCondition("income", "False", "GatewayNotFound");
    assertThat(awaitWarning("income", "GatewayNotFound"))
        .isEqualTo("there is no Gateway mine in namespace " + namespace);
    awaitVirtualService("income");
    gateway("'*'");
    awaitCondition("income", "True", "Routed");
    client.resources(Gateway.class).inNamespace(namespace).withName("mine").delete();
    awaitCondition("income", "False", "GatewayNotFound");
  }

  @Test
  void aHostThatNoServerIsForIsToldAndClearedWhenThereIsOne() {
    gateway("'*.example.com'");
    startController();
    apply(
        "income",
        "annotations: {seldon.io/istio-gateway: mine, seldon.io/istio-host: 'models.example.org'}",
        predictors("main"));

    awaitCondition("income", "False", "HostNotServed");
    assertThat(awaitWarning("income", "HostNotServed"))
        .isEqualTo(
            "no server of Gateway %s/mine is for the host models.example.org".formatted(namespace));
    gateway("'*.example.com', " + namespace + "/models.example.org");
    awaitCondition("income", "True", "Routed");
    gateway("other/models.example.org");
    awaitCondition("income", "False", "HostNotServed");
  }

  @Test
  void sidecarsServeEveryHost() {
    startController();
    apply(
        "income",
        "annotations: {seldon.io/istio-gateway: mesh, seldon.io/istio-host: 'models.example.org'}",
        predictors("main"));

    awaitCondition("income", "True", "Routed");
  }

  @Test
  void oneOfSeveralGatewaysIsEnoughForAHost() {
    gateway("models.example.org");
    startController();
    apply(
        "income",
        "annotations: {seldon.io/istio-gateway: 'mine,istio-system/seldon-gateway', seldon.io/istio-host: 'models.example.org'}",
        predictors("main"));

    awaitCondition("income", "True", "Routed");
  }

  private void gateway(String hosts) {
    String yaml =
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: mine, namespace: %s}
        spec:
          selector: {istio: ingressgateway}
          servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [%s]}]
        """
            .formatted(namespace, hosts);
    HasMetadata unused = applyAs("user", Serialization.unmarshal(yaml, Gateway.class));
  }
}
