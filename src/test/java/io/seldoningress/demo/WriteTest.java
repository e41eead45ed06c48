package io.seldoningress.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsBuilder;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.DestinationRuleBuilder;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.networking.v1.VirtualServiceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteTest {

  private static final VirtualService CANARY = canary(75, 25);

  @Test
  void aNewObjectIsNamed() {
    assertThat(new Write(null, CANARY).lines())
        .containsExactly("CREATED VirtualService models/canary");
  }

  @Test
  void aDeletedObjectIsNamed() {
    assertThat(new Write(CANARY, null).lines())
        .containsExactly("DELETED VirtualService models/canary");
  }

  @Test
  void sharesThatChangeAreToldOnceForAllRoutes() {
    assertThat(new Write(CANARY, canary(50, 50)).lines())
        .containsExactly(
            "PATCHED VirtualService models/canary", "  main 75 % -> 50 %, canary 25 % -> 50 %");
  }

  @Test
  void aShareThatIsGivenToNobodyElseIsToldToo() {
    VirtualService now = canary(100, 0);
    now.getSpec().getHttp().forEach(route -> route.setRoute(route.getRoute().subList(0, 1)));
    assertThat(new Write(CANARY, now).lines())
        .contains("  main 75 % -> 100 %, canary 25 % -> nothing");
  }

  @Test
  void otherChangesAreToldByTheirPaths() {
    VirtualService now = canary(75, 25);
    now.getMetadata().getLabels().put("team", "ml");
    now.getSpec().setHosts(List.of("models.example.com"));
    assertThat(new Write(CANARY, now).lines())
        .containsExactly(
            "PATCHED VirtualService models/canary",
            "  labels.team nothing -> ml",
            "  spec.hosts[0] * -> models.example.com");
  }

  @Test
  void manyChangesAreCutShort() {
    DestinationRule rule =
        new DestinationRuleBuilder().withNewMetadata().withName("r").endMetadata().build();
    DestinationRule now = new DestinationRuleBuilder(rule).build();
    for (int i = 0; i < 6; i++) {
      now.getMetadata().getLabels().put("label" + i, "x");
    }
    assertThat(new Write(rule, now).lines()).hasSize(6).last().isEqualTo("  and 2 more");
  }

  @Test
  void serversThatComeAndGoAreToldInWords() {
    assertThat(new Write(gateway("a.example.com"), gateway("b.example.com")).lines())
        .containsExactly(
            "PATCHED Gateway istio-system/seldon-gateway",
            "  - HTTPS for a.example.com with Secret cert",
            "  + HTTPS for b.example.com with Secret cert");
  }

  @Test
  void whatElseChangesOfAGatewayIsToldByItsPath() {
    Gateway now = gateway("a.example.com");
    now.getMetadata().getLabels().put("team", "ml");
    assertThat(new Write(gateway("a.example.com"), now).lines())
        .containsExactly(
            "PATCHED Gateway istio-system/seldon-gateway", "  labels.team nothing -> ml");
  }

  @Test
  void serversAreToldByProtocolHostsAndSecret() {
    Gateway gateway = gateway("a.example.com");
    gateway.getSpec().getServers().get(0).setTls(redirect());
    assertThat(GatewayServers.of(gateway))
        .containsExactly(
            "HTTP for *, redirected to HTTPS", "HTTPS for a.example.com with Secret cert");
  }

  private static ServerTLSSettings redirect() {
    return new ServerTLSSettingsBuilder().withHttpsRedirect(true).build();
  }

  private static Gateway gateway(String host) {
    return Serialization.unmarshal(
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: seldon-gateway, namespace: istio-system, labels: {}}
        spec:
          selector: {istio: ingressgateway}
          servers:
            - {port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}
            - port: {number: 443, name: https, protocol: HTTPS}
              hosts: [%s]
              tls: {mode: SIMPLE, credentialName: cert}
        """
            .formatted(host),
        Gateway.class);
  }

  private static VirtualService canary(int main, int canary) {
    VirtualServiceBuilder service =
        new VirtualServiceBuilder()
            .withNewMetadata()
            .withNamespace("models")
            .withName("canary")
            .endMetadata()
            .withNewSpec()
            .withHosts("*")
            .endSpec();
    for (int i = 0; i < 2; i++) {
      service
          .editSpec()
          .addNewHttp()
          .addNewRoute()
          .withNewDestination()
          .withSubset("main")
          .endDestination()
          .withWeight(main)
          .endRoute()
          .addNewRoute()
          .withNewDestination()
          .withSubset("canary")
          .endDestination()
          .withWeight(canary)
          .endRoute()
          .endHttp()
          .endSpec();
    }
    return service.build();
  }
}
