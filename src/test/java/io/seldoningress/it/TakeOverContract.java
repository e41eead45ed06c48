package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.istio.CaseFolder;
import io.seldoningress.istio.Labels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * From the Seldon operator to this controller and back again, as docs/taking-over.md has it: every
 * version of every object is looked at.
 */
abstract class TakeOverContract extends ControllerContract {

  /** Lists of hosts and gateways are one name to the operator, which nobody serves. */
  private static final Set<String> LEFT_OUT = Set.of("hosts");

  @TestFactory
  Stream<DynamicTest> noRouteIsLostOnTheWayToTheControllerAndBack() throws IOException {
    Map<CaseFolder, HasMetadata> cases = new LinkedHashMap<>();
    for (CaseFolder one : CaseFolder.all().filter(TakeOverContract::isPlayed).toList()) {
      cases.put(one, create(one));
    }
    assertThat(cases).hasSizeGreaterThan(30);
    PlayedOperator operator = new PlayedOperator(client);
    try (Versions versions = new Versions(client, namespace)) {
      cases.forEach((one, deployment) -> play(operator, one, deployment));
      long begin = versions.mark();
      takeOver(cases);
      long taken = versions.mark();
      cases.forEach((one, deployment) -> play(operator, one, deployment));
      long end = versions.mark();
      return cases.entrySet().stream()
          .map(
              entry ->
                  DynamicTest.dynamicTest(
                      entry.getKey().toString(),
                      () ->
                          new Handover(
                                  versions.of(entry.getValue().getMetadata().getNamespace()),
                                  wanted(entry.getKey(), entry.getValue()),
                                  operators(entry.getKey(), entry.getValue()))
                              .check(begin, taken, end)));
    }
  }

  @Test
  void whatIsRefusedKeepsTheRoutesOfTheOperator() throws IOException {
    CaseFolder simple =
        CaseFolder.all().filter(one -> one.toString().equals("simple")).findFirst().orElseThrow();
    HasMetadata deployment =
        apply("simple", "annotations: {seldon.io/istio-retries: three}", predictors("default"));
    play(new PlayedOperator(client), simple, deployment);

    startController();
    awaitWarning("simple", "InvalidSeldonDeployment");
    eventually().until(controller::idle);

    assertThat(writes()).noneMatch(entry -> entry.path().contains("networking.istio.io"));
    assertThat(virtualService("simple").get()).isNotNull();
    assertThat(destinationRule("simple-default").get()).isNotNull();
  }

  private static boolean isPlayed(CaseFolder one) {
    return one.read("settings.yaml").isEmpty()
        && (one.read("operator.yaml").isPresent() || one.read("istio.yaml").isPresent())
        && !LEFT_OUT.contains(one.toString());
  }

  private HasMetadata create(CaseFolder one) {
    String ofItsOwn = server().newNamespace("models");
    String yaml = one.read("seldondeployment.yaml").orElseThrow();
    return client.resource(CasesContract.moved(yaml, ofItsOwn)).create();
  }

  private static void play(PlayedOperator operator, CaseFolder one, HasMetadata deployment) {
    operator.reconcile(deployment, operators(one, deployment));
  }

  /** Starts the controller, waits until all is as it wants it, and ends it. */
  private void takeOver(Map<CaseFolder, HasMetadata> cases) {
    List<String> namespaces =
        cases.values().stream().map(one -> one.getMetadata().getNamespace()).toList();
    startController(Map.of("watch.namespaces", String.join(",", namespaces)));
    cases.forEach(
        (one, deployment) -> {
          String ofItsOwn = deployment.getMetadata().getNamespace();
          String expected = one.expectedObjects(text -> CasesContract.moved(text, ofItsOwn));
          eventually().until(() -> CaseFolder.shownObjects(routes(ofItsOwn)), expected::equals);
          eventually().until(() -> routes(ofItsOwn).stream().allMatch(TakeOverContract::isTaken));
        });
    eventually().until(controller::idle);
    stopController();
  }

  private List<HasMetadata> routes(String ofItsOwn) {
    List<HasMetadata> routes = new ArrayList<>();
    routes.addAll(client.resources(VirtualService.class).inNamespace(ofItsOwn).list().getItems());
    routes.addAll(client.resources(DestinationRule.class).inNamespace(ofItsOwn).list().getItems());
    return routes;
  }

  private static boolean isTaken(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null && Labels.MANAGER.equals(labels.get(Labels.MANAGED_BY));
  }

  private static List<Map<String, Object>> wanted(CaseFolder one, HasMetadata deployment) {
    return one.objects(text -> CasesContract.moved(text, deployment.getMetadata().getNamespace()));
  }

  private static List<Map<String, Object>> operators(CaseFolder one, HasMetadata deployment) {
    return one.operatorsObjects(
        text -> CasesContract.moved(text, deployment.getMetadata().getNamespace()));
  }
}
