package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.gateway.GatewaySettings;
import io.seldoningress.gateway.GatewaySettings.HttpServer;
import io.seldoningress.gateway.Scenario;
import io.seldoningress.gateway.TlsServer;
import io.seldoningress.gateway.TlsSources;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewayPlannerTest {

  private static final ResourceKey KEY = new ResourceKey("istio-system", "seldon-gateway");
  private static final TlsSources NOTHING = Scenario.sources("", "", "", "");
  private static final TlsSources CLAIMED =
      Scenario.sources("c san=a.com", "m secret=c hosts=a.com; n secret=x hosts=b.com", "", "");

  private final GatewayPlanner planner = planner(HttpServer.ALWAYS);

  @Test
  void theGatewayGetsTheServersThatAreDecided() {
    GatewayPlan plan = planner.plan(snapshot(false, CLAIMED));

    assertThat(plan.refusals()).isEmpty();
    assertThat(plan.stale()).isEmpty();
    assertThat(plan.desired()).singleElement().satisfies(GatewayPlannerTest::servesHttpAndHttps);
    assertThat(plan.decision())
        .hasValueSatisfying(
            decision ->
                assertThat(decision.servers())
                    .containsExactly(new TlsServer("c", List.of("a.com"))));
  }

  private static void servesHttpAndHttps(Gateway gateway) {
    assertThat(gateway.getSpec().getServers())
        .extracting(server -> server.getPort().getName())
        .containsExactly("http", "https-c");
  }

  @Test
  void aGatewayOfNobodysInterestIsLeftAlone() {
    GatewaySnapshot others =
        new GatewaySnapshot(KEY, Optional.of(gateway()), true, Optional.empty());

    assertThat(planner.plan(others)).isEqualTo(GatewayPlan.nothing(KEY));
    assertThat(new GatewayPlanner(Optional.empty()).plan(others))
        .isEqualTo(GatewayPlan.nothing(KEY));
  }

  @Test
  void aGatewayOfSomebodyElseIsRefusedWithAllThatIsClaimed() {
    GatewayPlan plan = planner.plan(snapshot(true, CLAIMED));

    assertThat(plan.isRefused()).isTrue();
    assertThat(plan.desired()).isEmpty();
    assertThat(plan.stale()).isEmpty();
    assertThat(plan.refusals())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(Reason.FOREIGN_OBJECT);
              assertThat(refusal.message()).contains("seldon-gateway");
            });
    assertThat(plan.decision())
        .hasValueSatisfying(
            decision ->
                assertThat(decision.claims())
                    .containsOnlyKeys(CLAIMED.claims())
                    .allSatisfy(
                        (claim, problem) ->
                            assertThat(problem).contains(plan.refusals().get(0).message())));
  }

  @Test
  void withoutAServerTheGatewayIsStale() {
    GatewayPlan plan = planner(HttpServer.WITH_HTTPS).plan(snapshot(false, NOTHING));

    assertThat(plan.desired()).isEmpty();
    assertThat(plan.stale())
        .extracting(gateway -> gateway.getMetadata().getName())
        .containsExactly("seldon-gateway");
  }

  @Test
  void oneThatIsGoneOrBeingDeletedIsNotDeletedAgain() {
    ObservedGateway deleted = gateway();
    deleted.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    GatewayPlanner never = planner(HttpServer.NEVER);

    assertThat(
            never
                .plan(new GatewaySnapshot(KEY, Optional.of(deleted), false, Optional.of(NOTHING)))
                .stale())
        .isEmpty();
    assertThat(
            never
                .plan(new GatewaySnapshot(KEY, Optional.empty(), false, Optional.of(NOTHING)))
                .stale())
        .isEmpty();
  }

  @Test
  void oneThatIsGoneIsMadeAgain() {
    assertThat(
            planner
                .plan(new GatewaySnapshot(KEY, Optional.empty(), false, Optional.of(NOTHING)))
                .desired())
        .extracting(gateway -> gateway.getMetadata().getName())
        .containsExactly("seldon-gateway");
  }

  private static GatewaySnapshot snapshot(boolean foreign, TlsSources sources) {
    return new GatewaySnapshot(KEY, Optional.of(gateway()), foreign, Optional.of(sources));
  }

  private static ObservedGateway gateway() {
    return new ObservedGateway(
        new ObjectMetaBuilder().withName(KEY.name()).withNamespace(KEY.namespace()).build(),
        JsonNodeFactory.instance.objectNode());
  }

  private static GatewayPlanner planner(HttpServer http) {
    GatewaySettings all = Scenario.settings(false, "*");
    return new GatewayPlanner(
        Optional.of(
            new GatewaySettings(
                all.name(),
                all.controllerId(),
                all.podNamespace(),
                all.selector(),
                all.hosts(),
                http,
                all.redirect(),
                all.redirectExceptions(),
                all.secret(),
                all.tls())));
  }
}
