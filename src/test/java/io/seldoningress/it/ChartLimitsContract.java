package io.seldoningress.it;

import static java.net.HttpURLConnection.HTTP_OK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the controller can't do with the roles of the chart, by asking for it. */
abstract class ChartLimitsContract extends ChartPermissionsFixture {

  private static final String DEPLOYMENTS = "seldondeployments.machinelearning.seldon.io";
  private static final List<String> WRITING =
      List.of("create", "update", "patch", "delete", "deletecollection");

  @Test
  void itCanReadNoSecretElsewhereAndWriteNone() {
    for (String place : List.of(namespace, release, "default", "kube-system")) {
      assertThat(may("list", "secrets", place)).as(place).isFalse();
      assertThat(may("get", "secrets", place)).as(place).isFalse();
      assertForbidden("GET", "api/v1/namespaces/" + place + "/secrets");
      assertForbidden("GET", "api/v1/namespaces/" + place + "/secrets/any");
    }
    assertForbidden("GET", "api/v1/secrets");
    assertThat(ask("GET", "api/v1/namespaces/" + ingress + "/secrets", "")).isEqualTo(HTTP_OK);
    assertForbidden("POST", "api/v1/namespaces/" + ingress + "/secrets");
    assertForbidden("PATCH", "api/v1/namespaces/" + ingress + "/secrets/any");
    assertForbidden("DELETE", "api/v1/namespaces/" + ingress + "/secrets/any");
    assertThat(WRITING).noneMatch(verb -> may(verb, "secrets", ingress));
  }

  @Test
  void itCanChangeNothingOfASeldonDeploymentButItsStatus() {
    apply("income", predictors("main=75", "canary=25"));
    String path =
        "apis/machinelearning.seldon.io/v1/namespaces/" + namespace + "/seldondeployments";
    String change = "{\"spec\": {\"predictors\": [{\"name\": \"main\"}]}}";

    assertForbidden("POST", path);
    assertForbidden("PATCH", path + "/income");
    assertForbidden("PUT", path + "/income");
    assertForbidden("DELETE", path + "/income");
    assertForbidden("DELETE", path);
    assertForbidden("PUT", path + "/income/status");
    assertThat(WRITING).noneMatch(verb -> may(verb, DEPLOYMENTS, namespace));
    assertThat(ask("PATCH", path + "/income/status", change)).isEqualTo(HTTP_OK);
    List<Object> predictors = deployment("income").get().get("spec", "predictors");
    assertThat(predictors).as("the spec, by way of the status").hasSize(2);
  }

  @Test
  void itCanTouchNoOtherKind() {
    Map<String, List<String>> kinds =
        Map.of(
            "api/v1",
            List.of("pods", "configmaps", "services", "serviceaccounts", "persistentvolumeclaims"),
            "apis/apps/v1",
            List.of("deployments", "statefulsets", "daemonsets"),
            "apis/batch/v1",
            List.of("jobs"),
            "apis/rbac.authorization.k8s.io/v1",
            List.of("roles", "rolebindings"),
            "apis/networking.k8s.io/v1",
            List.of("networkpolicies", "ingresses"));
    for (String place : List.of(namespace, release, ingress, "kube-system")) {
      kinds.forEach(
          (group, plurals) -> plurals.forEach(plural -> assertUntouchable(group, place, plural)));
    }
    assertForbidden("POST", "api/v1/namespaces");
    assertForbidden("GET", "api/v1/nodes");
    assertForbidden("POST", "apis/rbac.authorization.k8s.io/v1/clusterrolebindings");
    assertForbidden("GET", "apis/apiextensions.k8s.io/v1/customresourcedefinitions");
    assertForbidden(
        "POST", "api/v1/namespaces/" + release + "/serviceaccounts/seldon-istio-ingress/token");
  }

  private void assertUntouchable(String group, String place, String plural) {
    String path = group + "/namespaces/" + place + "/" + plural;
    assertForbidden("GET", path);
    assertForbidden("POST", path);
    assertForbidden("PATCH", path + "/any");
    assertForbidden("DELETE", path + "/any");
  }

  @Test
  void itCanTouchNoLeaseAndNoGatewayButItsOwn() {
    String leases = "apis/coordination.k8s.io/v1/namespaces/%s/leases/%s";
    String gateways = "apis/networking.istio.io/v1/namespaces/%s/gateways/%s";

    assertForbidden("GET", leases.formatted(release, "other"));
    assertForbidden("PUT", leases.formatted(release, "other"));
    assertForbidden("GET", leases.formatted("kube-system", "seldon-istio-ingress"));
    assertForbidden("PATCH", gateways.formatted(ingress, "other"));
    assertForbidden("DELETE", gateways.formatted(ingress, "other"));
    assertForbidden("PATCH", gateways.formatted(namespace, GATEWAY));
    assertThat(may("create", "gateways.networking.istio.io", namespace)).isFalse();
  }
}
