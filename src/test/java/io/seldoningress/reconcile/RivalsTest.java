package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RivalsTest {

  private static final ResourceKey OLDER = new ResourceKey("models", "a");
  private static final ResourceKey YOUNGER = new ResourceKey("models", "a-b");

  private final Map<ResourceKey, SeldonDeployment> cluster = new HashMap<>();
  private final Rivals rivals =
      new Rivals(
          key -> Optional.ofNullable(cluster.get(key)),
          new ClaimConflicts(
              new ClaimedRoutes(),
              new Findings(RoutingSettings.defaults()),
              RoutingSettings.defaults(),
              ""));

  @Test
  void theOneThatWaitsIsWokenByTheNextChangeOfTheOther() {
    cluster.put(OLDER, deployment("a", "b-c"));

    assertThat(rivals.toWake(refused())).isEmpty();
    assertThat(rivals.toWake(gone())).containsExactly(YOUNGER);
    assertThat(rivals.toWake(gone())).isEmpty();
  }

  @Test
  void theOlderOneTellsTheYoungerThatItLost() {
    assertThat(rivals.toWake(winning())).containsExactly(YOUNGER);
  }

  @Test
  void theOneThatWaitsForAnObjectThatIsGoneSinceItsPlanWasMadeLooksAgain() {
    assertThat(rivals.toWake(gone())).isEmpty();

    assertThat(rivals.toWake(refused())).containsExactly(YOUNGER);
  }

  @Test
  void theOneThatWaitsForANameThatWasGivenUpSinceItsPlanWasMadeLooksAgain() {
    cluster.put(OLDER, deployment("a", "renamed"));

    assertThat(rivals.toWake(refused())).containsExactly(YOUNGER);
  }

  private static SeldonDeployment deployment(String name, String predictor) {
    return SeldonDeployments.named(name, "predictors: [{name: %s}]".formatted(predictor));
  }

  private static Plan refused() {
    return new Plan(
        YOUNGER,
        Optional.of(deployment("a-b", "c")),
        List.of(),
        List.of(),
        List.of(new Refusal(Reason.NAME_TAKEN, "DestinationRule a-b-c")),
        List.of(OLDER),
        List.of(),
        false);
  }

  private static Plan winning() {
    return new Plan(
        OLDER,
        Optional.of(deployment("a", "b-c")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(YOUNGER),
        false);
  }

  private static Plan gone() {
    return new Plan(
        OLDER, Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of(), false);
  }
}
