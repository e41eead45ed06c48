package io.seldoningress.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.istio.TlsGrant;
import io.seldoningress.istio.TlsPolicy;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsSecretChecksTest {

  private static final String GATEWAY = "istio-system/seldon-gateway";
  private static final RoutingSettings SETTINGS =
      settings(
          Optional.of(
              new TlsPolicy(
                  GATEWAY,
                  List.of(
                      new TlsGrant("models", "cert*", "*.a.com"),
                      new TlsGrant("other", "*", "*")))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cert     | x.a.com          | istio-system/seldon-gateway
          cert-2   | x.a.com,*.b.a.com | istio-system/seldon-gateway
          cert.new | *.a.com          | mesh,seldon-gateway.istio-system
          """)
  void whatIsGrantedPasses(String secret, String hosts, String gateways) {
    assertThat(Checks.check(naming(secret, hosts, gateways), SETTINGS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Cert   | x.a.com       | istio-system/seldon-gateway | the name of a Secret in the namespace of the ingress gateway
          ''     | x.a.com       | istio-system/seldon-gateway | the name of a Secret in the namespace of the ingress gateway
          a/cert | x.a.com       | istio-system/seldon-gateway | the name of a Secret in the namespace of the ingress gateway
          cert   | *             | istio-system/seldon-gateway | a Secret for hosts of its own, named in seldon.io/istio-host; not for the host '*'
          cert   | x.a.com,m     | istio-system/seldon-gateway | a Secret for hosts with a dot in seldon.io/istio-host; Istio has no HTTPS server for others
          cert   | x.a.com       | istio-system/other          | a Secret where one of its gateways is istio-system/seldon-gateway, which has the HTTPS servers
          cert   | x.a.com       | seldon-gateway              | a Secret where one of its gateways is istio-system/seldon-gateway, which has the HTTPS servers
          cert   | x.a.com       | mesh                        | a Secret where one of its gateways is istio-system/seldon-gateway, which has the HTTPS servers
          other  | x.a.com       | istio-system/seldon-gateway | what the setting gateway.tls.grants lets namespace 'models' use for these hosts
          cert   | x.b.com       | istio-system/seldon-gateway | what the setting gateway.tls.grants lets namespace 'models' use for these hosts
          cert   | x.a.com,b.com | istio-system/seldon-gateway | what the setting gateway.tls.grants lets namespace 'models' use for these hosts
          """)
  void whatIsNotAllowedIsFound(String secret, String hosts, String gateways, String allowed) {
    assertThat(Checks.check(naming(secret, hosts, gateways), SETTINGS))
        .extracting(Finding::path, Finding::value, Finding::allowed)
        .containsExactly(tuple("spec.annotations[seldon.io/istio-tls-secret]", secret, allowed));
  }

  @Test
  void withoutAGatewayOfTheControllerNothingIsAllowed() {
    assertThat(Checks.check(naming("cert", "x.a.com", GATEWAY), settings(Optional.empty())))
        .extracting(Finding::allowed)
        .containsExactly("nothing, as this controller keeps no Gateway (gateway.managed is false)");
  }

  @Test
  void aWrongHostIsFoundOnce() {
    assertThat(Checks.check(naming("cert", "x_.a.com", GATEWAY), SETTINGS))
        .extracting(Finding::path)
        .containsExactly("spec.annotations[seldon.io/istio-host]");
  }

  @Test
  void withoutTheAnnotationNothingIsChecked() {
    assertThat(
            TlsSecretChecks.allowed(
                SeldonDeployments.annotated("seldon.io/istio-host", "*"), SETTINGS))
        .isEmpty();
  }

  private static SeldonDeployment naming(String secret, String hosts, String gateways) {
    return SeldonDeployments.withSpec(
        """
        annotations: {seldon.io/istio-tls-secret: "%s", seldon.io/istio-host: "%s",
          seldon.io/istio-gateway: "%s"}, predictors: [{name: a}]
        """
            .formatted(secret, hosts, gateways));
  }

  private static RoutingSettings settings(Optional<TlsPolicy> policy) {
    return new RoutingSettings(
        GATEWAY, Optional.empty(), 8000, 5001, 9000, 9500, 9000, "cluster.local", policy);
  }
}
