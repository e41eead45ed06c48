package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.istio.CaseFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every recorded case, and every one of our own that needs no settings, through a whole controller.
 */
abstract class CasesContract extends ControllerContract {

  private static final int INVALID = 422;

  @TestFactory
  Stream<DynamicTest> whatTheCasesSayIsInTheCluster() throws IOException {
    Map<CaseFolder, String> namespaces = new LinkedHashMap<>();
    for (CaseFolder one :
        CaseFolder.all().filter(one -> one.read("settings.yaml").isEmpty()).toList()) {
      String ofItsOwn = server().newNamespace("models");
      if (apply(one, ofItsOwn)) {
        namespaces.put(one, ofItsOwn);
      }
    }
    assertThat(namespaces).hasSizeGreaterThan(30);
    startController(Map.of("watch.namespaces", String.join(",", namespaces.values())));
    return namespaces.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey().toString(), () -> check(entry.getKey(), entry.getValue())));
  }

  /**
   * Whether the API server takes the case: some of our own are broken in a way that a schema
   * refuses.
   */
  private boolean apply(CaseFolder one, String ofItsOwn) {
    try {
      client.resource(moved(one.read("seldondeployment.yaml").orElseThrow(), ofItsOwn)).create();
      return true;
    } catch (KubernetesClientException e) {
      assertThat(e.getCode()).as(e.getMessage()).isEqualTo(INVALID);
      assertThat(one.expectsFindings()).isTrue();
      return false;
    }
  }

  private void check(CaseFolder one, String ofItsOwn) {
    if (one.expectsFindings()) {
      eventually()
          .until(() -> !client.v1().events().inNamespace(ofItsOwn).list().getItems().isEmpty());
      assertThat(routes(ofItsOwn)).isEmpty();
    } else {
      String expected = one.expectedObjects(text -> moved(text, ofItsOwn));
      eventually().until(() -> CaseFolder.shownObjects(routes(ofItsOwn)), expected::equals);
    }
  }

  private List<HasMetadata> routes(String ofItsOwn) {
    List<HasMetadata> routes = new ArrayList<>();
    routes.addAll(client.resources(VirtualService.class).inNamespace(ofItsOwn).list().getItems());
    routes.addAll(client.resources(DestinationRule.class).inNamespace(ofItsOwn).list().getItems());
    return routes;
  }

  /** The cases are in the namespace models. */
  static String moved(String text, String namespace) {
    return text.replaceAll(
        "(namespace: |/seldon/|\\.|exact: )models(?=\\s|/|\\.svc)", "$1" + namespace);
  }
}
