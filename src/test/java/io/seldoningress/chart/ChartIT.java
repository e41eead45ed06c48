package io.seldoningress.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.seldoningress.testing.RealApiServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** kube-apiserver takes what the chart renders: dry runs, so that nothing stays. */
class ChartIT {

  /** Kinds of others, whose CRDs are not there. */
  private static final String LEFT_OUT = "monitoring.coreos.com/";

  private static final PatchContext DRY_RUN =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("helm")
          .withFieldValidation("Strict")
          .withDryRun(List.of("All"))
          .build();

  private final RealApiServer server = RealApiServer.shared();
  private final KubernetesClient client = server.newClient();
  private String namespace;

  @BeforeEach
  void makeNamespaces() {
    namespace = server.newNamespace("seldon-system");
    for (String other : List.of("istio-system", "edge")) {
      var unused =
          client
              .resource(
                  new NamespaceBuilder().withNewMetadata().withName(other).endMetadata().build())
              .serverSideApply();
    }
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyObjectIsAccepted(ChartCase each) {
    Rendering rendered = each.chart(namespace).render();

    assertThat(rendered.objects())
        .filteredOn(object -> !object.getApiVersion().startsWith(LEFT_OUT))
        .isNotEmpty()
        .allSatisfy(object -> assertThat(dryRun(object).getKind()).isEqualTo(object.getKind()));
  }

  @ParameterizedTest
  @EnumSource
  void thePodsRunWhereOnlyRestrictedOnesMay(ChartCase each) {
    var unused =
        client
            .namespaces()
            .withName(namespace)
            .edit(
                found ->
                    new NamespaceBuilder(found)
                        .editMetadata()
                        .addToLabels(Map.of("pod-security.kubernetes.io/enforce", "restricted"))
                        .endMetadata()
                        .build());
    PodTemplateSpec template =
        each.chart(namespace).render().only(Deployment.class).getSpec().getTemplate();
    Pod pod =
        new PodBuilder()
            .withMetadata(template.getMetadata())
            .editMetadata()
            .withName("one")
            .withNamespace(namespace)
            .endMetadata()
            .withSpec(template.getSpec())
            .build();

    assertThat(dryRun(pod).getSpec().getContainers()).hasSize(1);
  }

  private <T extends HasMetadata> T dryRun(T object) {
    return client.resource(object).patch(DRY_RUN);
  }
}
