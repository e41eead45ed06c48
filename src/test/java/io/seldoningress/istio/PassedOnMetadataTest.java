package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassedOnMetadataTest {

  @Test
  void whatIsNamedAndThereIsOnEveryObject() {
    List<HasMetadata> objects =
        made(
            """
            labels: {team: a, istio.io/rev: canary, other: x}
            annotations:
              example.com/owner: ann
              example.com/other: bob
              seldon.io/istio-labels: team, istio.io/rev, missing
              seldon.io/istio-annotations: example.com/owner,missing
            """);

    assertThat(objects)
        .hasSize(4)
        .allSatisfy(
            one -> {
              assertThat(one.getMetadata().getLabels())
                  .containsEntry("team", "a")
                  .containsEntry("istio.io/rev", "canary")
                  .containsEntry(Labels.MANAGED_BY, Labels.MANAGER)
                  .hasSize(6);
              assertThat(one.getMetadata().getAnnotations())
                  .isEqualTo(Map.of("example.com/owner", "ann"));
            });
  }

  @Test
  void withoutNamesNothingIsPassedOn() {
    assertThat(made("labels: {team: a}\nannotations: {example.com/owner: ann}"))
        .allSatisfy(
            one -> {
              assertThat(one.getMetadata().getLabels()).hasSize(4);
              assertThat(one.getMetadata().getAnnotations()).isNullOrEmpty();
            });
  }

  private static List<HasMetadata> made(String metadata) {
    SeldonDeployment deployment =
        SeldonDeployments.fromYaml(
            """
            metadata:
              name: m
              namespace: models
            %s
            spec:
              predictors: [{name: a, graph: {name: c}, explainer: {type: T}}]
            """
                .formatted(metadata.indent(2).stripTrailing()));
    return IstioRoutes.make(deployment, RoutingSettings.defaults());
  }
}
