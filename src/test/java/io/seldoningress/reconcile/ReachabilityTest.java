package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.gateway.GatewayExcerpt;
import io.seldoningress.istio.GatewayName;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachabilityTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Gateways and hosts of a SeldonDeployment in models; the Gateways that are known, each with the
   * hosts of its server, without any where it is not there.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          g/a         | *           | g/a=*               | -
          g/a         | a.com       | g/a=*               | -
          g/a         | *           | g/a=a.com           | -
          g/a         | a.com       | g/a=a.com           | -
          g/a         | a.com       | g/a=models/a.com    | -
          g/a         | a.com       | g/a=./a.com         | HOST_NOT_SERVED: no server of Gateway g/a is for the host a.com
          a           | a.com       | models/a=./a.com    | -
          g/a         | a.com       | g/a=b.com           | HOST_NOT_SERVED: no server of Gateway g/a is for the host a.com
          g/a         | a.com,b.com | g/a=b.com           | HOST_NOT_SERVED: no server of Gateway g/a is for the host a.com
          g/a         | a.com,b.com | g/a=c.com           | HOST_NOT_SERVED: no server of Gateway g/a is for the host a.com; HOST_NOT_SERVED: no server of Gateway g/a is for the host b.com
          g/a,g/b     | a.com       | g/a=b.com g/b=a.com | -
          g/a,g/b     | a.com       | g/a=b.com g/b=c.com | HOST_NOT_SERVED: no server of the Gateways g/a, g/b is for the host a.com
          g/a,g/b     | a.com       | g/a=b.com           | -
          g/a,mesh    | a.com       | g/a=b.com           | -
          mesh        | a.com       | g/a=b.com           | -
          g/a         | a.com       | -                   | -
          g/a         | a.com       | g/a                 | GATEWAY_NOT_FOUND: there is no Gateway a in namespace g
          a           | a.com       | models/a            | GATEWAY_NOT_FOUND: there is no Gateway a in namespace models
          a,models/a  | a.com       | models/a            | GATEWAY_NOT_FOUND: there is no Gateway a in namespace models
          a,models/a  | a.com       | models/a=b.com      | HOST_NOT_SERVED: no server of Gateway models/a is for the host a.com
          g/a,g/b     | a.com       | g/a g/b             | GATEWAY_NOT_FOUND: there is no Gateway a in namespace g; GATEWAY_NOT_FOUND: there is no Gateway b in namespace g
          g/a,g/b     | a.com       | g/a g/b=a.com       | GATEWAY_NOT_FOUND: there is no Gateway a in namespace g
          g/a,g/b     | a.com       | g/a g/b=b.com       | GATEWAY_NOT_FOUND: there is no Gateway a in namespace g; HOST_NOT_SERVED: no server of the Gateways g/a, g/b is for the host a.com
          g/a,mesh    | a.com       | g/a                 | GATEWAY_NOT_FOUND: there is no Gateway a in namespace g
          """)
  void whatKeepsClientsFromRoutes(String gateways, String hosts, String known, String obstacles) {
    SeldonDeployment deployment = deployment(gateways, hosts);

    assertThat(told(snapshot(deployment, known(known), Optional.empty()), deployment))
        .isEqualTo(obstacles == null ? "" : obstacles);
  }

  @Test
  void aTlsSecretThatIsNotServedIsToldWhenThatIsDecided() {
    SeldonDeployment deployment = deployment("g/a", "a.com");
    ClaimState undecided = new ClaimState(false, Optional.empty());
    ClaimState served = new ClaimState(true, Optional.empty());
    ClaimState refused = new ClaimState(true, Optional.of("Secret c can't be used"));
    Map<GatewayName, Optional<GatewayExcerpt>> known = known("g/a=*");

    assertThat(told(snapshot(deployment, known, Optional.of(undecided)), deployment)).isEmpty();
    assertThat(told(snapshot(deployment, known, Optional.of(served)), deployment)).isEmpty();
    assertThat(told(snapshot(deployment, known, Optional.of(refused)), deployment))
        .isEqualTo("TLS_NOT_SERVED: Secret c can't be used");
  }

  private static String told(Snapshot snapshot, SeldonDeployment deployment) {
    return String.join(
        "; ",
        Reachability.obstacles(snapshot, deployment, RoutingSettings.defaults()).stream()
            .map(refusal -> refusal.reason().name() + ": " + refusal.message())
            .toList());
  }

  private static SeldonDeployment deployment(String gateways, String hosts) {
    return SeldonDeployments.withSpec(
        """
        annotations: {seldon.io/istio-gateway: "%s", seldon.io/istio-host: "%s"},
        predictors: [{name: a}]
        """
            .formatted(gateways, hosts));
  }

  private static Snapshot snapshot(
      SeldonDeployment deployment,
      Map<GatewayName, Optional<GatewayExcerpt>> gateways,
      Optional<ClaimState> claim) {
    return new Snapshot(
        ResourceKey.of(deployment),
        Optional.of(deployment),
        List.of(),
        List.of(),
        Map.of(),
        gateways,
        claim);
  }

  private static Map<GatewayName, Optional<GatewayExcerpt>> known(String text) {
    Map<GatewayName, Optional<GatewayExcerpt>> known = new HashMap<>();
    for (String one : text == null ? new String[0] : text.split(" ", -1)) {
      String[] pair = one.split("=", -1);
      known.put(
          GatewayName.of(pair[0], ""),
          pair.length == 1 ? Optional.empty() : Optional.of(gateway(pair[1])));
    }
    return known;
  }

  private static GatewayExcerpt gateway(String host) {
    try {
      return GatewayExcerpt.of(
          JSON.readTree(
              """
              {"servers": [{"port": {"number": 80, "protocol": "HTTP"}, "hosts": ["%s"]}]}
              """
                  .formatted(host)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
