package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Requests that two want: the older one has them. */
abstract class ConflictContract extends IngressReadyFixture {

  private static final String EXPLAINED =
      "{predictors: [{name: main, graph: {name: classifier}, explainer: {type: AnchorTabular}}]}";

  @Test
  void theYoungerIsToldWhoHasItsPathAndGetsItWhenTheOlderGivesItUp() {
    startController();
    awaitNextSecond(apply("income", EXPLAINED));
    apply("income-explainer", predictors("main"));

    awaitCondition("income-explainer", "False", "RouteTaken");
    assertThat(awaitWarning("income-explainer", "RouteTaken"))
        .startsWith(
            "path /seldon/%s/income-explainer/ on host * of gateway istio-system/seldon-gateway is taken by SeldonDeployment %s/income, the older one"
                .formatted(namespace, namespace));
    assertThat(virtualService("income-explainer").get()).isNull();
    awaitRouted("income");

    apply("income", predictors("main"));
    awaitRouted("income-explainer");
    awaitVirtualService("income-explainer");
  }

  @Test
  void theYoungerGetsItsPathWhenTheOlderIsDeleted() {
    startController();
    awaitNextSecond(apply("income", EXPLAINED));
    apply("income-explainer", predictors("main"));
    awaitCondition("income-explainer", "False", "RouteTaken");

    delete("income");

    awaitRouted("income-explainer");
  }

  @Test
  void anOlderOneThatComesToAPathLaterHasItAndTheYoungerIsTold() {
    startController();
    awaitNextSecond(apply("income", predictors("main")));
    apply("income-explainer", predictors("main"));
    awaitRouted("income-explainer");

    apply("income", EXPLAINED);

    awaitCondition("income-explainer", "False", "RouteTaken");
    awaitRouted("income");
  }

  @Test
  void oneThatCanNotBeRoutedKeepsAPathOnlyWhereItHasRoutes() {
    startController();
    awaitNextSecond(apply("income", broken()));
    apply("income-explainer", predictors("main"));
    awaitRouted("income-explainer");
    delete("income-explainer");
    virtualService("income-explainer").delete();

    apply("income", EXPLAINED);
    awaitVirtualService("income-main-explainer-http");
    apply("income", broken());
    awaitCondition("income", "False", "InvalidSeldonDeployment");
    apply("income-explainer", predictors("main"));

    awaitCondition("income-explainer", "False", "RouteTaken");
  }

  @Test
  void anOlderVirtualServiceOfSomebodyElseKeepsItsPathUntilItIsGone() {
    HasMetadata unused = client.resource(foreign("theirs", "/seldon/NAMESPACE/income")).create();
    startController();
    apply("income", predictors("main"));

    awaitCondition("income", "False", "RouteTaken");
    assertThat(awaitWarning("income", "RouteTaken"))
        .contains("is taken by VirtualService " + namespace + "/theirs, the older one");
    virtualService("theirs").delete();

    awaitRouted("income");
  }

  @Test
  void anOlderVirtualServiceOfSomebodyElseThatChangesIsNoticed() {
    HasMetadata unused = client.resource(foreign("theirs", "/elsewhere/")).create();
    startController();
    apply("income", predictors("main"));
    awaitRouted("income");

    applyAs("user", foreign("theirs", "/seldon/NAMESPACE/"));
    awaitCondition("income", "False", "RouteTaken");
    applyAs("user", foreign("theirs", "/elsewhere/"));
    awaitRouted("income");
  }

  @Test
  void aYoungerVirtualServiceOfSomebodyElseTakesNothing() {
    startController();
    awaitNextSecond(apply("income", predictors("main")));
    awaitRouted("income");

    VirtualService theirs =
        (VirtualService) client.resource(foreign("theirs", "/seldon/NAMESPACE/income/")).create();
    apply("income", predictors("main=50", "canary=50"));

    awaitShares("income", "main=50 canary=50");
    awaitAllHandled();
    assertThat(condition("income")).containsEntry("reason", "Routed");
    assertThat(virtualService("theirs").get().getMetadata().getResourceVersion())
        .isEqualTo(theirs.getMetadata().getResourceVersion());
  }

  @Test
  void ofManyThatAreMadeAtOnceExactlyOneIsRouted() {
    startController();
    for (int i = 0; i < 12; i++) {
      apply(
          "m" + i,
          "annotations: {seldon.io/istio-gateway: mesh, seldon.io/istio-host: '%s.example.com'}"
              .formatted(namespace),
          predictors("main"));
    }
    awaitAllHandled();

    String winner = "m0";
    for (int i = 0; i < 12; i++) {
      if (condition("m" + i).get("status").equals("True")) {
        winner = "m" + i;
      }
    }
    for (int i = 0; i < 12; i++) {
      assertThat(condition("m" + i))
          .containsEntry("reason", winner.equals("m" + i) ? "Routed" : "RouteTaken");
    }
  }

  private static String broken() {
    return EXPLAINED.replace("name: main,", "name: main, traffic: 50,");
  }

  private HasMetadata foreign(String name, String prefix) {
    return yaml(
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: NAME, namespace: NAMESPACE}
        spec:
          gateways: [istio-system/seldon-gateway]
          hosts: ['*']
          http: [{match: [{uri: {prefix: PREFIX}}], route: [{destination: {host: theirs}}]}]
        """
            .replace("PREFIX", prefix)
            .replace("NAME,", name + ","));
  }

  /** Creation timestamps have seconds; of two in one second the name decides. */
  private void awaitNextSecond(GenericKubernetesResource older) {
    Instant created = Instant.parse(older.getMetadata().getCreationTimestamp());
    eventually().until(() -> !Instant.now().isBefore(created.plusSeconds(1)));
  }
}
