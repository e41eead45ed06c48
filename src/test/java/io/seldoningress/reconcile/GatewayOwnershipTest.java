package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.seldoningress.component.apply.OwnershipPolicy;
import io.seldoningress.component.apply.OwnershipPolicy.Ownership;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayOwnershipTest {

  private static final OwnershipPolicy NEVER_ASKED =
      (existing, owner) -> {
        throw new AssertionError("a Gateway is decided by its labels");
      };

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "'', seldon-istio-ingress, -, OURS",
        "'', seldon-istio-ingress, '', OURS",
        "'', seldon-istio-ingress, blue, FOREIGN",
        "blue, seldon-istio-ingress, blue, OURS",
        "blue, seldon-istio-ingress, green, FOREIGN",
        "blue, seldon-istio-ingress, -, FOREIGN",
        "'', Helm, -, FOREIGN",
        "'', -, -, FOREIGN",
        "blue, -, blue, FOREIGN"
      })
  void aGatewayIsOursByItsLabels(String id, String manager, String label, Ownership ownership) {
    Map<String, String> labels = new HashMap<>();
    if (manager != null) {
      labels.put("app.kubernetes.io/managed-by", manager);
    }
    if (label != null) {
      labels.put("seldon.io/controller-id", label);
    }

    assertThat(decide(id, new ObjectMetaBuilder().withName("g").withLabels(labels).build()))
        .isEqualTo(ownership);
  }

  @Test
  void oneWithoutLabelsIsForeign() {
    assertThat(decide("", new ObjectMetaBuilder().withName("g").withLabels(null).build()))
        .isEqualTo(Ownership.FOREIGN);
  }

  @Test
  void oneThatAnotherControllerOwnsIsForeign() {
    ObjectMeta owned =
        new ObjectMetaBuilder()
            .withName("g")
            .withLabels(Map.of("app.kubernetes.io/managed-by", "seldon-istio-ingress"))
            .addNewOwnerReference()
            .withKind("Installation")
            .withController(true)
            .endOwnerReference()
            .build();

    assertThat(decide("", owned)).isEqualTo(Ownership.FOREIGN);
  }

  @ParameterizedTest
  @EnumSource(Ownership.class)
  void aboutOtherObjectsAnotherPolicyDecides(Ownership ownership) {
    ObservedVirtualService other =
        new ObservedVirtualService(new ObjectMeta(), JsonNodeFactory.instance.objectNode());

    assertThat(
            new GatewayOwnership("", (existing, owner) -> ownership)
                .decide(other, Optional.empty()))
        .isEqualTo(ownership);
  }

  private static Ownership decide(String id, ObjectMeta metadata) {
    return new GatewayOwnership(id, NEVER_ASKED)
        .decide(
            new ObservedGateway(metadata, JsonNodeFactory.instance.objectNode()), Optional.empty());
  }
}
