package io.seldoningress.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiCallTest {

  @ParameterizedTest
  @CsvSource({
    "GET, api/v1/secrets, false, '', list, secrets",
    "GET, api/v1/secrets, true, '', watch, secrets",
    "GET, api/v1/namespaces/istio-system/secrets/cert, false, '', get, secrets",
    "GET, api/v1/namespaces, false, '', list, namespaces",
    "GET, api/v1/namespaces/models, false, '', get, namespaces",
    "GET, apis/networking.istio.io/v1/virtualservices, true, '', watch, virtualservices",
    "POST, apis/events.k8s.io/v1/namespaces/models/events, false, application/json, create, events",
    "PUT, apis/coordination.k8s.io/v1/namespaces/a/leases/b, false, application/json, update, leases",
    "PATCH, apis/g/v1/namespaces/a/virtualservices/b, false, application/apply-patch+yaml, apply, virtualservices",
    "PATCH, apis/g/v1/namespaces/a/virtualservices/b, false, application/json-patch+json, patch, virtualservices",
    "PATCH, apis/g/v1/namespaces/a/seldondeployments/b/status, false, application/json-patch+json, patch, seldondeployments/status",
    "DELETE, apis/g/v1/namespaces/a/destinationrules/b, false, application/json, delete, destinationrules",
    "GET, k8s/clusters/c-1/api/v1/namespaces/a/secrets/b, false, '', get, secrets",
    "GET, version, false, '', list, other",
    "GET, api, false, '', list, other",
    "GET, apis/g, false, '', list, other",
  })
  void readsWhatIsAskedFor(
      String method, String path, boolean watch, String type, String verb, String resource) {
    assertThat(ApiCall.of(method, List.of(path.split("/")), watch, type))
        .isEqualTo(new ApiCall(verb, resource));
  }
}
