package io.seldoningress.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.istio.TlsGrant;
import io.seldoningress.istio.TlsPolicy;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsClaimTest {

  private static final RoutingSettings SETTINGS =
      settings(new TlsPolicy("istio-system/seldon-gateway", List.of(TlsGrant.EVERYTHING)));

  @Test
  void aSeldonDeploymentClaimsItsHosts() {
    SeldonDeployment deployment = claiming("cert", "B.com, *.a.com", "istio-system/seldon-gateway");
    deployment.getMetadata().setCreationTimestamp("2026-01-01T00:00:00Z");

    assertThat(TlsClaim.of(deployment, SETTINGS))
        .contains(
            new TlsClaim(
                "models", "m", "2026-01-01T00:00:00Z", "cert", List.of("b.com", "*.a.com")));
  }

  @Test
  void oneOfUnknownAgeIsTheOldest() {
    assertThat(TlsClaim.of(claiming("cert", "a.com", "istio-system/seldon-gateway"), SETTINGS))
        .hasValueSatisfying(claim -> assertThat(claim.created()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cert  | a.com   | mesh, istio-system/seldon-gateway             | true
          cert  | a.com   | seldon-gateway.istio-system                   | true
          cert  | a.com   | seldon-gateway.istio-system.svc.cluster.local | true
          Cert  | a.com   | istio-system/seldon-gateway                   | false
          ''    | a.com   | istio-system/seldon-gateway                   | false
          cert  | *       | istio-system/seldon-gateway                   | false
          cert  | a.com,* | istio-system/seldon-gateway                   | false
          cert  | m       | istio-system/seldon-gateway                   | false
          cert  | a_.com  | istio-system/seldon-gateway                   | false
          cert  | ''      | istio-system/seldon-gateway                   | false
          cert  | a.com,  | istio-system/seldon-gateway                   | false
          cert  | a.com   | seldon-gateway                                | false
          cert  | a.com   | mesh                                          | false
          cert  | a.com   | other/seldon-gateway                          | false
          """)
  void whatIsNotAllowedIsNoClaim(String secret, String hosts, String gateways, boolean claim) {
    assertThat(TlsClaim.of(claiming(secret, hosts, gateways), SETTINGS).isPresent())
        .isEqualTo(claim);
  }

  @Test
  void withoutTheAnnotationAGrantOrAGatewayThereIsNoClaim() {
    SeldonDeployment deployment = claiming("cert", "a.com", "istio-system/seldon-gateway");

    assertThat(TlsClaim.of(SeldonDeployments.annotated("seldon.io/istio-host", "a.com"), SETTINGS))
        .isEmpty();
    assertThat(TlsClaim.of(deployment, RoutingSettings.defaults())).isEmpty();
    assertThat(
            TlsClaim.of(
                deployment, settings(new TlsPolicy("istio-system/seldon-gateway", List.of()))))
        .isEmpty();
  }

  @Test
  void theOlderOneComesFirstThenByNamespaceAndName() {
    List<TlsClaim> sorted =
        List.of(
            claim("a", "a", "1"), claim("a", "b", "1"), claim("b", "a", "1"), claim("a", "a", "2"));

    assertThat(Stream.of(3, 1, 2, 0).map(sorted::get).sorted(TlsClaim.BY_AGE))
        .containsExactlyElementsOf(sorted);
  }

  private static TlsClaim claim(String namespace, String name, String created) {
    return new TlsClaim(namespace, name, created, "s", List.of());
  }

  private static SeldonDeployment claiming(String secret, String hosts, String gateways) {
    return SeldonDeployments.withSpec(
        """
        annotations: {seldon.io/istio-tls-secret: "%s", seldon.io/istio-host: "%s",
          seldon.io/istio-gateway: "%s"}, predictors: [{name: a}]
        """
            .formatted(secret, hosts, gateways));
  }

  private static RoutingSettings settings(TlsPolicy policy) {
    return new RoutingSettings(
        "other/gateway",
        Optional.empty(),
        8000,
        5001,
        9000,
        9500,
        9000,
        "cluster.local",
        Optional.of(policy));
  }
}
