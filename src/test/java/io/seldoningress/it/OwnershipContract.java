package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.seldoningress.testing.GarbageCollector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose objects are written, whose are left alone, and what of a written object stays. */
abstract class OwnershipContract extends ControllerContract {

  @Test
  void objectsHaveTheSeldonDeploymentAsControllerAndTheRecommendedLabels() {
    startController();
    GenericKubernetesResource deployment = apply("income", predictors("main"));
    awaitVirtualService("income");

    for (HasMetadata object :
        new HasMetadata[] {virtualService("income").get(), destinationRule("income-main").get()}) {
      OwnerReference owner = object.getMetadata().getOwnerReferences().get(0);
      assertThat(owner.getUid()).isEqualTo(deployment.getMetadata().getUid());
      assertThat(owner.getController()).isTrue();
      assertThat(object.getMetadata().getLabels())
          .containsEntry("app.kubernetes.io/managed-by", "seldon-istio-ingress");
    }
  }

  @Test
  void theSpecIsWhollyOursAndFieldsThatOthersPutThereGoAway() {
    startController();
    apply("income", predictors("main"));
    awaitVirtualService("income");

    applyAs(
        "somebody",
        yaml(
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: income, namespace: NAMESPACE}
            spec: {tcp: [{route: [{destination: {host: elsewhere}}]}]}
            """));
    applyAs(
        "somebody",
        yaml(
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: income-main, namespace: NAMESPACE}
            spec: {trafficPolicy: {tls: {}}}
            """));

    eventually().until(() -> virtualService("income").get().getSpec().getTcp().isEmpty());
    eventually()
        .until(
            () ->
                destinationRule("income-main").get().getSpec().getTrafficPolicy().getTls() == null);
    assertThat(shares("income")).isEqualTo("main=null");
  }

  @Test
  void labelsAndAnnotationsOfOthersStay() {
    startController();
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");
    applyAs(
        "somebody",
        yaml(
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: income, namespace: NAMESPACE, labels: {team: ml}, annotations: {note: kept}}
            """));

    apply("income", predictors("main=50", "canary=50"));
    awaitShares("income", "main=50 canary=50");

    VirtualService found = virtualService("income").get();
    assertThat(found.getMetadata().getLabels()).containsEntry("team", "ml");
    assertThat(found.getMetadata().getAnnotations()).containsEntry("note", "kept");
  }

  @Test
  void objectsOfTheSeldonOperatorAreAdoptedInPlace() {
    GenericKubernetesResource deployment = apply("income", predictors("main=75", "canary=25"));
    VirtualService operators =
        (VirtualService) client.resource(operatorsVirtualService(deployment)).create();
    HasMetadata leftover =
        client.resource(operatorsDestinationRule(deployment, "income-removed")).create();

    startController();
    awaitShares("income", "main=75 canary=25");
    eventually().until(() -> destinationRule("income-removed").get() == null);

    VirtualService adopted = virtualService("income").get();
    assertThat(adopted.getMetadata().getUid()).isEqualTo(operators.getMetadata().getUid());
    assertThat(adopted.getMetadata().getLabels()).containsKey("app.kubernetes.io/managed-by");
    assertThat(adopted.getSpec().getHttp().get(0).getMirror()).isNull();
    assertThat(leftover.getMetadata().getUid()).isNotEmpty();
    assertThat(writes())
        .noneMatch(
            entry -> entry.method().equals("DELETE") && entry.path().contains("virtualservices"));
  }

  @Test
  void anObjectOfSomebodyElseIsLeftAloneAndTakenOnceItIsGone() {
    HasMetadata theirs =
        client
            .resource(
                yaml(
                    """
                    apiVersion: networking.istio.io/v1
                    kind: VirtualService
                    metadata: {name: income, namespace: NAMESPACE}
                    spec: {hosts: [theirs.example.com], http: [{route: [{destination: {host: theirs}}]}]}
                    """))
            .create();
    startController();
    apply("income", predictors("main"));
    apply("other", predictors("main"));

    assertThat(awaitWarning("income", "ObjectOfAnotherOwner"))
        .contains("VirtualService")
        .contains("income");
    awaitVirtualService("other");
    assertThat(virtualService("income").get().getMetadata().getResourceVersion())
        .isEqualTo(theirs.getMetadata().getResourceVersion());
    assertThat(destinationRule("income-main").get()).isNull();

    virtualService("income").delete();
    awaitShares("income", "main=null");
  }

  @Test
  void ofTwoThatComeOutAtOneNameTheOlderKeepsItAndTheYoungerGetsItWhenItIsFree() {
    startController();
    GenericKubernetesResource older = apply("a-b", predictors("c"));
    awaitVirtualService("a-b");
    awaitNextSecond(older);
    apply("a", predictors("b-c"));

    assertThat(awaitWarning("a", "GeneratedNameTaken")).contains("a-b-c").contains("a-b");
    assertThat(ownerOf(destinationRule("a-b-c").get())).isEqualTo("a-b");
    assertThat(virtualService("a").get()).isNull();

    delete("a-b");
    awaitVirtualService("a");
    eventually().until(() -> ownerOf(destinationRule("a-b-c").get()), "a"::equals);
  }

  @Test
  void anOlderOneThatComesToANameLaterTakesItAndTheYoungerIsTold() {
    startController();
    GenericKubernetesResource older = apply("a-b", predictors("x"));
    awaitVirtualService("a-b");
    awaitNextSecond(older);
    apply("a", predictors("b-c"));
    awaitVirtualService("a");

    apply("a-b", predictors("c"));

    awaitWarning("a", "GeneratedNameTaken");
    eventually().until(() -> ownerOf(destinationRule("a-b-c").get()), "a-b"::equals);
    awaitShares("a-b", "c=null");
  }

  @Test
  void aSeldonDeploymentThatIsBeingDeletedIsNotRoutedAgain() {
    startController();
    apply("income", "finalizers: [example.com/hold]", predictors("main"));
    awaitVirtualService("income");
    delete("income");
    eventually()
        .until(() -> deployment("income").get().getMetadata().getDeletionTimestamp() != null);

    virtualService("income").delete();
    awaitAllHandled();

    assertThat(virtualService("income").get()).isNull();
    deployment("income").edit(this::withoutFinalizers);
  }

  @Test
  void routesGoWithTheirSeldonDeployment() {
    startController();
    apply("income", predictors("main"));
    awaitVirtualService("income");
    try (GarbageCollector collector = GarbageCollector.start(server())) {
      delete("income");

      eventually().until(() -> virtualService("income").get() == null);
      eventually().until(() -> destinationRule("income-main").get() == null);
    }
  }

  @Test
  void routesThatWereOrphanedAreAdoptedByTheSameSeldonDeploymentMadeAgain() {
    startController();
    apply("income", predictors("main"));
    awaitVirtualService("income");
    String uid = virtualService("income").get().getMetadata().getUid();
    stopController();
    virtualService("income").edit(OwnershipContract::withoutOwner);
    destinationRule("income-main").edit(OwnershipContract::withoutOwner);
    delete("income");

    startController();
    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");

    assertThat(virtualService("income").get().getMetadata().getUid()).isEqualTo(uid);
  }

  private static <T extends HasMetadata> T withoutOwner(T object) {
    object.getMetadata().setOwnerReferences(List.of());
    return object;
  }

  private GenericKubernetesResource withoutFinalizers(GenericKubernetesResource deployment) {
    deployment.getMetadata().getFinalizers().clear();
    return deployment;
  }

  /** Creation timestamps have seconds; of two in one second the name decides. */
  private void awaitNextSecond(GenericKubernetesResource older) {
    String created = older.getMetadata().getCreationTimestamp();
    eventually()
        .until(
            () ->
                !java.time.Instant.now().isBefore(java.time.Instant.parse(created).plusSeconds(1)));
  }

  private static String ownerOf(DestinationRule rule) {
    return rule == null ? "" : rule.getMetadata().getOwnerReferences().get(0).getName();
  }

  private HasMetadata operatorsVirtualService(GenericKubernetesResource deployment) {
    return ownedBy(
        deployment,
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: income, namespace: NAMESPACE}
        spec:
          gateways: [istio-system/seldon-gateway]
          hosts: ['*']
          http:
          - match: [{uri: {prefix: /seldon/NAMESPACE/income/}}]
            rewrite: {uri: /}
            mirror: {host: old-shadow}
            route:
            - {destination: {host: income-main.NAMESPACE.svc.cluster.local, port: {number: 8000}, subset: main}, weight: 100}
        """);
  }

  private HasMetadata operatorsDestinationRule(GenericKubernetesResource deployment, String name) {
    return ownedBy(
        deployment,
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: NAME, namespace: NAMESPACE}
        spec: {host: NAME.NAMESPACE.svc.cluster.local, subsets: [{name: removed, labels: {version: removed}}]}
        """
            .replace("NAME.", name + ".")
            .replace("name: NAME,", "name: " + name + ","));
  }

  private HasMetadata ownedBy(GenericKubernetesResource deployment, String text) {
    HasMetadata object = yaml(text);
    object.addOwnerReference(
        new io.fabric8.kubernetes.api.model.OwnerReferenceBuilder()
            .withApiVersion(deployment.getApiVersion())
            .withKind(deployment.getKind())
            .withName(deployment.getMetadata().getName())
            .withUid(deployment.getMetadata().getUid())
            .withController(true)
            .withBlockOwnerDeletion(true)
            .build());
    return object;
  }
}
