package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.GeneratedName;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final String OLD = "2026-01-01T00:00:00Z";
  private static final String OLDER_THAN_MIDDLE = "2026-01-10T00:00:00Z";
  private static final String MIDDLE = "2026-01-15T00:00:00Z";
  private static final String YOUNG = "2026-02-01T00:00:00Z";
  private static final GeneratedName RULE =
      new GeneratedName(GeneratedName.DESTINATION_RULE, "m-main");

  private static final Findings FINDINGS = new Findings(RoutingSettings.defaults());

  private final Planner planner = new Planner(FINDINGS, RoutingSettings.defaults(), "");

  @Test
  void aSoundSeldonDeploymentGetsItsObjects() {
    Plan plan = planner.plan(snapshot(deployment("m", OLD)));

    assertThat(plan.refusals()).isEmpty();
    assertThat(names(plan.desired())).containsExactly("DestinationRule m-main", "VirtualService m");
    assertThat(names(plan.destinationRules())).containsExactly("DestinationRule m-main");
    assertThat(names(plan.virtualServices())).containsExactly("VirtualService m");
  }

  @Test
  void ownedObjectsThatAreNotDesiredAreStale() {
    Snapshot snapshot =
        new Snapshot(
            key("m"),
            Optional.of(deployment("m", OLD)),
            List.of(
                virtualService("m"),
                destinationRule("m-main"),
                destinationRule("m-removed"),
                beingDeleted("m-going")),
            List.of(),
            Map.of(),
            Map.of(),
            Optional.empty());

    assertThat(names(planner.plan(snapshot).stale())).containsExactly("DestinationRule m-removed");
  }

  @Test
  void whereSomethingIsWrongNothingIsDesiredAndNothingIsStale() {
    SeldonDeployment broken =
        SeldonDeployments.withSpec("predictors: [{name: a, traffic: 10}, {name: b, traffic: 20}]");
    Snapshot snapshot =
        new Snapshot(
            key("m"),
            Optional.of(broken),
            List.of(destinationRule("m-removed")),
            List.of(),
            Map.of(),
            Map.of(),
            Optional.empty());

    Plan plan = planner.plan(snapshot);

    assertThat(plan.desired()).isEmpty();
    assertThat(plan.stale()).isEmpty();
    assertThat(plan.refusals()).extracting(Refusal::reason).contains(Reason.INVALID);
  }

  @Test
  void anObjectOfSomebodyElseRefusesTheWhole() {
    Snapshot snapshot =
        new Snapshot(
            key("m"),
            Optional.of(deployment("m", OLD)),
            List.of(),
            List.of(destinationRule("m-main")),
            Map.of(),
            Map.of(),
            Optional.empty());

    assertThat(planner.plan(snapshot).refusals())
        .extracting(Refusal::reason)
        .containsExactly(Reason.FOREIGN_OBJECT);
  }

  @Test
  void theOlderRivalWinsAndTheYoungerIsToldOnce() {
    SeldonDeployment ours = deployment("m", YOUNG);
    Snapshot snapshot =
        new Snapshot(
            key("m"),
            Optional.of(ours),
            List.of(),
            List.of(destinationRule("m-main")),
            Map.of(RULE, List.of(deployment("other", OLD))),
            Map.of(),
            Optional.empty());

    Plan plan = planner.plan(snapshot);

    assertThat(plan.refusals()).extracting(Refusal::reason).containsExactly(Reason.NAME_TAKEN);
    assertThat(plan.refusals().get(0).message()).contains("m-main").contains("other");
    assertThat(plan.winners()).containsExactly(key("other"));
    assertThat(plan.losers()).isEmpty();
  }

  /** Or all who want one name would wake each other. */
  @Test
  void whoLosesANameWaitsForTheOneThatHasItAndTellsNobody() {
    Snapshot snapshot =
        new Snapshot(
            key("m"),
            Optional.of(deployment("m", MIDDLE)),
            List.of(),
            List.of(),
            Map.of(
                RULE,
                List.of(
                    deployment("younger", YOUNG),
                    deployment("oldest", OLD),
                    deployment("older", OLDER_THAN_MIDDLE))),
            Map.of(),
            Optional.empty());

    Plan plan = planner.plan(snapshot);

    assertThat(plan.winners()).containsExactly(key("oldest"));
    assertThat(plan.losers()).isEmpty();
  }

  @Test
  void aYoungerRivalChangesNothingButIsNamed() {
    Snapshot snapshot =
        new Snapshot(
            key("m"),
            Optional.of(deployment("m", OLD)),
            List.of(),
            List.of(),
            Map.of(RULE, List.of(deployment("other", YOUNG))),
            Map.of(),
            Optional.empty());

    Plan plan = planner.plan(snapshot);

    assertThat(plan.refusals()).isEmpty();
    assertThat(plan.losers()).containsExactly(key("other"));
  }

  @Test
  void ofTwoOfOneSecondTheFirstByNameWins() {
    assertThat(Seniority.isSenior(deployment("a", OLD), deployment("b", OLD))).isTrue();
    assertThat(Seniority.isSenior(deployment("b", OLD), deployment("a", OLD))).isFalse();
    assertThat(Seniority.isSenior(deployment("b", OLD), deployment("a", YOUNG))).isTrue();
  }

  @Test
  void whatIsGoneOrBeingDeletedOrAnothersIsLeftAlone() {
    SeldonDeployment deleted = deployment("m", OLD);
    deleted.getMetadata().setDeletionTimestamp(YOUNG);
    SeldonDeployment anothers = deployment("m", OLD);
    anothers.getMetadata().setLabels(Map.of("seldon.io/controller-id", "b"));

    assertThat(
            planner
                .plan(
                    new Snapshot(
                        key("m"),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Optional.empty()))
                .deployment())
        .isEmpty();
    assertThat(planner.plan(snapshot(deleted)).desired()).isEmpty();
    assertThat(planner.plan(snapshot(anothers)).desired()).isEmpty();
    assertThat(
            new Planner(FINDINGS, RoutingSettings.defaults(), "b")
                .plan(snapshot(anothers))
                .desired())
        .isNotEmpty();
  }

  private static Snapshot snapshot(SeldonDeployment deployment) {
    return new Snapshot(
        ResourceKey.of(deployment),
        Optional.of(deployment),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        Optional.empty());
  }

  private static SeldonDeployment deployment(String name, String created) {
    SeldonDeployment deployment =
        SeldonDeployments.named(name, "predictors: [{name: main, graph: {name: c}}]");
    deployment.getMetadata().setCreationTimestamp(created);
    return deployment;
  }

  private static ObservedObject destinationRule(String name) {
    return new ObservedDestinationRule(metadata(name), JsonNodeFactory.instance.objectNode());
  }

  private static ObservedObject beingDeleted(String name) {
    ObservedObject object = destinationRule(name);
    object.getMetadata().setDeletionTimestamp(YOUNG);
    return object;
  }

  private static ObservedObject virtualService(String name) {
    return new ObservedVirtualService(metadata(name), JsonNodeFactory.instance.objectNode());
  }

  private static ObjectMeta metadata(String name) {
    return new ObjectMetaBuilder().withName(name).withNamespace("models").build();
  }

  private static ResourceKey key(String name) {
    return new ResourceKey("models", name);
  }

  private static List<String> names(List<? extends HasMetadata> objects) {
    return objects.stream()
        .map(object -> object.getKind() + " " + object.getMetadata().getName())
        .toList();
  }
}
