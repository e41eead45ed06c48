package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.istio.api.networking.v1.DestinationRuleBuilder;
import io.fabric8.istio.api.networking.v1.VirtualServiceBuilder;
import io.fabric8.istio.api.security.v1.AuthorizationPolicyBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.component.informer.ResourceKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** No VirtualService without what says who may call. */
class ClosedBeforeRoutedTest {

  private static final HasMetadata POLICY =
      new AuthorizationPolicyBuilder()
          .withNewMetadata()
          .withNamespace("models")
          .withName("m")
          .endMetadata()
          .build();

  private static final HasMetadata ROUTES = new VirtualServiceBuilder().build();
  private static final HasMetadata SUBSETS = new DestinationRuleBuilder().build();

  private final Set<HasMetadata> applied = new HashSet<>();
  private final Set<HasMetadata> contested = new HashSet<>();
  private final ClosedBeforeRouted condition =
      new ClosedBeforeRouted(applied::contains, contested::contains);

  @Test
  void aVirtualServiceWaitsForThePolicyOfItsPlan() {
    assertThatThrownBy(() -> condition.check(ROUTES, exchange(POLICY, ROUTES)))
        .hasMessageContaining("AuthorizationPolicy models/m is not written")
        .hasMessageContaining(
            "routes/reconcile.yaml lacks the split over body.authorizationPolicies");
    assertThatCode(() -> condition.check(SUBSETS, exchange(POLICY, SUBSETS)))
        .doesNotThrowAnyException();

    applied.add(POLICY);

    assertThatCode(() -> condition.check(ROUTES, exchange(POLICY, ROUTES)))
        .doesNotThrowAnyException();
  }

  @Test
  void whatSomebodyElseChangesBackIsToldElsewhere() {
    contested.add(POLICY);

    assertThatCode(() -> condition.check(ROUTES, exchange(POLICY, ROUTES)))
        .doesNotThrowAnyException();
  }

  @Test
  void aPlanThatSaysNothingOfItNeedsNothing() {
    assertThatCode(() -> condition.check(ROUTES, exchange(ROUTES))).doesNotThrowAnyException();
  }

  @Test
  void withoutAPlanNothingIsKnown() {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    assertThatThrownBy(() -> condition.check(ROUTES, exchange)).hasMessageContaining("plan");
  }

  private static Exchange exchange(HasMetadata... desired) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.setProperty(
        Plan.PROPERTY,
        new Plan(
            new ResourceKey("models", "m"),
            Optional.empty(),
            List.of(desired),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false));
    return exchange;
  }
}
