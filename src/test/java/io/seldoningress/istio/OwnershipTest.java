package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import io.seldoningress.text.DnsNames;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnershipTest {

  private static final String LONG = "d".repeat(64);

  private final SeldonDeployment deployment =
      SeldonDeployments.named(LONG, "predictors: [{name: a, explainer: {type: T}}]");
  private final List<HasMetadata> objects =
      IstioRoutes.make(deployment, RoutingSettings.defaults());

  @Test
  void everyObjectStandsBesideItsDeploymentAndIsControlledByIt() {
    OwnerReference owner =
        new OwnerReference(
            "machinelearning.seldon.io/v1", true, true, "SeldonDeployment", LONG, "8d0f7b1c");

    assertThat(objects)
        .hasSize(4)
        .allSatisfy(
            one -> {
              assertThat(one.getMetadata().getNamespace()).isEqualTo("models");
              assertThat(one.getMetadata().getOwnerReferences()).containsExactly(owner);
            });
  }

  @Test
  void everyObjectHasTheRecommendedLabelsAndNotTheOneOfArgoCd() {
    assertThat(objects)
        .allSatisfy(
            one ->
                assertThat(one.getMetadata().getLabels())
                    .containsOnlyKeys(
                        "app.kubernetes.io/managed-by",
                        "app.kubernetes.io/part-of",
                        "app.kubernetes.io/component",
                        "app.kubernetes.io/name")
                    .containsEntry("app.kubernetes.io/managed-by", "seldon-istio-ingress")
                    .containsEntry("app.kubernetes.io/name", Names.virtualService(deployment)));
    assertThat(DnsNames.isLabelValue(Names.virtualService(deployment))).isTrue();
  }

  @Test
  void destinationRulesComeBeforeTheVirtualServicesThatNeedThem() {
    assertThat(objects)
        .extracting(HasMetadata::getKind)
        .containsExactly("DestinationRule", "DestinationRule", "VirtualService", "VirtualService");
  }
}
