package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.gateway.TlsClaim;
import io.seldoningress.gateway.TlsDecision;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.istio.TlsGrant;
import io.seldoningress.istio.TlsPolicy;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class TlsClaimsTest {

  private static final ResourceKey GATEWAY = new ResourceKey("istio-system", "seldon-gateway");
  private static final Optional<String> SERVED = Optional.empty();
  private static final Optional<String> REFUSED = Optional.of("Secret cert can't be used");
  private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();

  private final TlsClaims claims = new TlsClaims(settings(), "", key -> List.of());

  @Test
  void aNewClaimIsUndecidedUntilTheGatewayHadItsTurn() {
    SeldonDeployment one = deployment("a", "cert", "a.com");

    assertThat(claims.stateOf(one)).contains(new ClaimState(false, Optional.empty()));
    assertThat(claims.undecided(plan(one))).containsExactly(GATEWAY);

    assertThat(decide(Map.of(one, SERVED))).containsExactly(ResourceKey.of(one));
    assertThat(claims.stateOf(one)).contains(new ClaimState(true, Optional.empty()));
    assertThat(claims.undecided(plan(one))).isEmpty();
  }

  @Test
  void onlyThoseAreWokenForWhichSomethingElseIsDecided() {
    SeldonDeployment one = deployment("a", "cert", "a.com");
    SeldonDeployment other = deployment("b", "cert", "b.com");
    assertThat(decide(Map.of(one, SERVED, other, REFUSED)))
        .containsExactlyInAnyOrder(ResourceKey.of(one), ResourceKey.of(other));

    assertThat(decide(Map.of(one, SERVED, other, REFUSED))).isEmpty();
    assertThat(decide(Map.of(one, SERVED, other, SERVED))).containsExactly(ResourceKey.of(other));
    assertThat(decide(Map.of(other, SERVED))).isEmpty();
    assertThat(claims.stateOf(other)).contains(new ClaimState(true, Optional.empty()));
  }

  @Test
  void aChangeOfSecretOrHostsIsUndecidedAgain() {
    decide(Map.of(deployment("a", "cert", "a.com"), REFUSED));

    for (SeldonDeployment edited :
        List.of(deployment("a", "other", "a.com"), deployment("a", "cert", "a.com,b.com"))) {
      assertThat(claims.undecided(plan(edited))).containsExactly(GATEWAY);
      assertThat(claims.stateOf(edited)).contains(new ClaimState(false, Optional.empty()));
    }
  }

  /** Or a mistake in one edit would take away what clients use. */
  @Test
  void aBrokenEditKeepsTheClaim() {
    SeldonDeployment sound = deployment("a", "cert", "a.com");
    Optional<TlsClaim> claim = TlsClaim.of(sound, settings());
    decide(Map.of(sound, SERVED));

    for (SeldonDeployment broken :
        List.of(
            deployment("a", "Cert!", "a.com"),
            deployment("a", "cert", "*"),
            deployment("a", "cert", "a_.com"),
            deployment("a", "secret", "a.com"))) {
      assertThat(claims.claim(broken)).isPresent().isEqualTo(claim);
      assertThat(claims.undecided(plan(broken))).isEmpty();
      assertThat(claims.stateOf(broken)).isEmpty();
    }
    assertThat(claims.claim(deployment("b", "cert", "*"))).isEmpty();
  }

  @Test
  void aClaimThatIsGivenUpIsForgottenWithTheNextDecision() {
    SeldonDeployment one = deployment("a", "cert", "a.com");
    decide(Map.of(one, SERVED));
    SeldonDeployment without = SeldonDeployments.named("a", "predictors: [{name: p}]");
    assertThat(claims.claim(without)).isEmpty();
    assertThat(claims.undecided(plan(without))).containsExactly(GATEWAY);
    assertThat(claims.undecided(gone(one))).containsExactly(GATEWAY);

    assertThat(decide(Map.of())).isEmpty();
    assertThat(claims.undecided(plan(without))).isEmpty();
    assertThat(claims.undecided(gone(one))).isEmpty();
  }

  @Test
  void whatIsBeingDeletedOrAnothersClaimsNothing() {
    SeldonDeployment deleted = deployment("a", "cert", "a.com");
    decide(Map.of(deleted, SERVED));
    deleted.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    SeldonDeployment anothers = deployment("a", "cert", "a.com");
    anothers.getMetadata().setLabels(Map.of("seldon.io/controller-id", "blue"));

    assertThat(claims.claim(deleted)).isEmpty();
    assertThat(claims.claim(anothers)).isEmpty();
    assertThat(new TlsClaims(settings(), "blue", key -> List.of()).claim(anothers)).isPresent();
  }

  @Test
  void whatIsDecidedOfAnotherGatewayChangesNothing() {
    SeldonDeployment one = deployment("a", "cert", "a.com");
    decide(Map.of(one, SERVED));

    assertThat(claims.decided(exchange(GatewayPlan.nothing(new ResourceKey("o", "g"))))).isEmpty();
    assertThat(claims.stateOf(one)).contains(new ClaimState(true, Optional.empty()));
  }

  @Test
  void whereNoGatewayIsKeptNothingIsClaimed() {
    TlsClaims none = new TlsClaims(RoutingSettings.defaults(), "", key -> List.of());
    SeldonDeployment one = deployment("a", "cert", "a.com");

    assertThat(none.claim(one)).isEmpty();
    assertThat(none.stateOf(one)).isEmpty();
    assertThat(none.undecided(plan(one))).isEmpty();
    assertThat(none.gateway()).isEmpty();
  }

  private List<ResourceKey> decide(Map<SeldonDeployment, Optional<String>> problems) {
    Map<TlsClaim, Optional<String>> decided = new HashMap<>();
    problems.forEach((one, problem) -> decided.put(claims.claim(one).orElseThrow(), problem));
    TlsDecision decision = new TlsDecision(List.of(), Map.of(), decided);
    return claims.decided(
        exchange(new GatewayPlan(GATEWAY, List.of(), List.of(), List.of(), Optional.of(decision))));
  }

  private static Exchange exchange(GatewayPlan plan) {
    Exchange exchange = new DefaultExchange(CONTEXT);
    exchange.setProperty(Plan.PROPERTY, plan);
    return exchange;
  }

  private static Plan plan(SeldonDeployment deployment) {
    return plan(ResourceKey.of(deployment), Optional.of(deployment));
  }

  private static Plan gone(SeldonDeployment deployment) {
    return plan(ResourceKey.of(deployment), Optional.empty());
  }

  private static Plan plan(ResourceKey key, Optional<SeldonDeployment> deployment) {
    return new Plan(key, deployment, List.of(), List.of(), List.of(), List.of(), List.of(), false);
  }

  private static SeldonDeployment deployment(String name, String secret, String hosts) {
    return SeldonDeployments.named(
        name,
        """
        annotations: {seldon.io/istio-tls-secret: "%s", seldon.io/istio-host: "%s"},
        predictors: [{name: p}]
        """
            .formatted(secret, hosts));
  }

  private static RoutingSettings settings() {
    return new RoutingSettings(
        GATEWAY.toString(),
        Optional.empty(),
        8000,
        5001,
        9000,
        9500,
        9000,
        "cluster.local",
        Optional.of(
            new TlsPolicy(
                GATEWAY.toString(),
                List.of(new TlsGrant("*", "cert", "*"), new TlsGrant("*", "other", "*")))));
  }
}
