package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.chart.Chart;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The permissions that the chart gives, on kube-apiserver. */
class ChartPermissionsIT {

  @Nested
  class InAllNamespaces extends ChartPermissionsContract {
    @Override
    Chart chart() {
      return inAllNamespaces(this);
    }
  }

  @Nested
  class LimitsInAllNamespaces extends ChartLimitsContract {
    @Override
    Chart chart() {
      return inAllNamespaces(this);
    }
  }

  @Nested
  class InASingleNamespace extends ChartPermissionsContract {
    @Override
    Chart chart() {
      return inASingleNamespace(this);
    }
  }

  @Nested
  class LimitsInASingleNamespace extends ChartLimitsContract {
    @Override
    Chart chart() {
      return inASingleNamespace(this);
    }

    @Test
    void itCanDoNothingInAnotherNamespace() {
      String other = server().newNamespace("other");
      String istio = "apis/networking.istio.io/v1/namespaces/" + other;

      assertThat(may("list", "seldondeployments.machinelearning.seldon.io", other)).isFalse();
      assertForbidden("GET", "apis/machinelearning.seldon.io/v1/seldondeployments");
      assertForbidden("POST", istio + "/virtualservices");
      assertForbidden("GET", istio + "/gateways");
      assertForbidden("POST", "api/v1/namespaces/" + other + "/events");
    }
  }

  private static Chart inAllNamespaces(ChartPermissionsFixture test) {
    return Chart.in(test.server().newNamespace("seldon-system"))
        .with(
            "gateway.managed=true",
            "access.enabled=true",
            "access.issuers[0]=https://issuer.example.com",
            "gateway.http=withHttps",
            "gateway.namespace=" + test.ingress,
            "istio.gateway=" + test.ingress + "/" + ManagedGatewayFixture.GATEWAY);
  }

  private static Chart inASingleNamespace(ChartPermissionsFixture test) {
    return Chart.in(test.namespace)
        .with(
            "singleNamespace=true",
            "gateway.managed=true",
            "access.enabled=true",
            "access.issuers[0]=https://issuer.example.com",
            "gateway.http=withHttps",
            "gateway.namespace=" + test.ingress,
            "istio.gateway=" + test.ingress + "/" + ManagedGatewayFixture.GATEWAY);
  }
}
