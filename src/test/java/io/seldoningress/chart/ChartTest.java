package io.seldoningress.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Helm makes of the chart. */
class ChartTest {

  private static final String NAMESPACE = "seldon-system";

  @Test
  void lintFindsNothing() {
    LintResult found = Chart.lint();

    assertThat(found.getMessages()).noneMatch(line -> line.matches(".*(ERROR|WARNING).*"));
    assertThat(found.isFailed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void eachCaseRendersObjectsInANamespaceWithLabelsAndNotes(ChartCase each) {
    Chart chart = each.chart(NAMESPACE);
    Rendering rendered = chart.render();

    assertThat(rendered.objects())
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(
            object ->
                assertThat(object.getMetadata().getLabels())
                    .containsEntry("app.kubernetes.io/name", Chart.RELEASE)
                    .containsEntry("app.kubernetes.io/instance", Chart.RELEASE))
        .allSatisfy(
            object ->
                assertThat(object.getMetadata().getNamespace() == null)
                    .isEqualTo(object.getKind().startsWith("ClusterRole")));
    assertThat(chart.notes()).contains("kubectl -n seldon-system").doesNotContain("%!");
  }

  @Test
  void byDefaultTheLimitsAreThoseOfTheSeldonOperator() {
    Container container = container(ChartCase.DEFAULTS.chart(NAMESPACE));

    assertThat(container.getResources().getLimits())
        .containsEntry("cpu", new Quantity("500m"))
        .containsEntry("memory", new Quantity("300Mi"));
    assertThat(container.getImage()).isEqualTo("seldon-istio-ingress:" + version());
  }

  @Test
  void aValueOfResourcesWinsOverThatOfTheManagerAndNullLeavesOneOut() {
    Chart chart =
        Chart.in(NAMESPACE)
            .with("resources.limits.memory=1Gi", "manager.cpuRequest=1", "manager.cpuLimit=null");

    assertThat(container(chart).getResources().getLimits())
        .containsOnly(entry("memory", new Quantity("1Gi")));
    assertThat(container(chart).getResources().getRequests())
        .containsEntry("cpu", new Quantity("1"))
        .containsEntry("memory", new Quantity("200Mi"));
  }

  @Test
  void idleNoPodRunsAndTheNotesSaySo() {
    Rendering rendered = ChartCase.IDLE.chart(NAMESPACE).render();

    assertThat(rendered.only(Deployment.class).getSpec().getReplicas()).isZero();
    assertThat(rendered.all(PodDisruptionBudget.class)).isEmpty();
    assertThat(ChartCase.IDLE.chart(NAMESPACE).notes())
        .contains("IDLE")
        .contains("--set istio.enabled=true");
  }

  @Test
  void oneReplicaIsNotKeptFromBeingDrained() {
    assertThat(ChartCase.DEFAULTS.chart(NAMESPACE).render().all(PodDisruptionBudget.class))
        .hasSize(1);
    assertThat(ChartCase.ONE_REPLICA.chart(NAMESPACE).render().all(PodDisruptionBudget.class))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void settingsAndRoutesAreMountedAsFoldersAndNothingElseCanBeWritten(ChartCase each) {
    PodSpec pod = pod(each);
    Container container = container(each.chart(NAMESPACE));

    assertThat(container.getVolumeMounts())
        .extracting(mount -> mount.getMountPath())
        .contains("/app/config", "/app/routes", "/tmp");
    assertThat(container.getVolumeMounts()).allMatch(mount -> mount.getSubPath() == null);
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(65532);
  }

  @Test
  void onlyThePodsHaveTheTokenOfTheServiceAccount() {
    Rendering rendered = ChartCase.DEFAULTS.chart(NAMESPACE).render();

    assertThat(rendered.only(ServiceAccount.class).getAutomountServiceAccountToken()).isFalse();
    assertThat(pod(ChartCase.DEFAULTS).getAutomountServiceAccountToken()).isTrue();
  }

  @Test
  void anotherSettingRollsThePodsAndAnotherRouteDoesNot() {
    String before = checksum(Chart.in(NAMESPACE));

    assertThat(checksum(Chart.in(NAMESPACE).with("settings.queue\\.maximumDelay=1m")))
        .isNotEqualTo(before);
    assertThat(checksum(Chart.in(NAMESPACE).with("routes.overrides.secrets\\.yaml=null")))
        .isEqualTo(before);
  }

  @Test
  void theServiceLeadsToThePortOfTheProbes() {
    Rendering rendered = ChartCase.DEFAULTS.chart(NAMESPACE).render();
    Service service = rendered.only(Service.class);
    Container container = container(ChartCase.DEFAULTS.chart(NAMESPACE));

    assertThat(service.getMetadata().getName()).isEqualTo("seldon-istio-ingress-metrics");
    assertThat(service.getSpec().getPorts().get(0).getName()).isEqualTo("management");
    assertThat(service.getSpec().getPorts().get(0).getPort()).isEqualTo(9876);
    assertThat(container.getPorts().get(0).getContainerPort()).isEqualTo(9876);
    assertThat(container.getReadinessProbe().getHttpGet().getPath())
        .isEqualTo("/observe/health/ready");
    assertThat(service.getSpec().getSelector())
        .isEqualTo(rendered.only(Deployment.class).getSpec().getSelector().getMatchLabels());
  }

  @Test
  void aNetworkPolicyIsThereWhereItIsAskedFor() {
    assertThat(ChartCase.DEFAULTS.chart(NAMESPACE).render().all(NetworkPolicy.class)).isEmpty();
    assertThat(
            ChartCase.EVERYTHING
                .chart(NAMESPACE)
                .render()
                .only(NetworkPolicy.class)
                .getSpec()
                .getEgress())
        .hasSize(3);
  }

  @Test
  void releasesOfOneNameInTwoNamespacesDoNotShareAnObject() {
    assertThat(Chart.in("a").render().only(ClusterRole.class).getMetadata().getName())
        .isNotEqualTo(Chart.in("b").render().only(ClusterRole.class).getMetadata().getName());
  }

  @Test
  void asAPartOfAnotherChartItTakesItsGlobalValues() {
    assertThat(Chart.in(NAMESPACE).with("global.registry=example.com").render().objects())
        .isNotEmpty();
  }

  @Test
  void chartAndProgramHaveTheSameVersion() throws IOException {
    assertThat(Files.readString(Chart.FOLDER.resolve("Chart.yaml")))
        .contains("\nversion: " + version() + "\n")
        .contains("\nappVersion: " + version() + "\n");
  }

  /** That of pom.xml: the first one that is below the project itself. */
  private static String version() {
    try {
      return Files.readString(Path.of("pom.xml")).split("</?version>", 3)[1];
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static PodSpec pod(ChartCase each) {
    return template(each.chart(NAMESPACE)).getSpec();
  }

  private static Container container(Chart chart) {
    return template(chart).getSpec().getContainers().get(0);
  }

  private static PodTemplateSpec template(Chart chart) {
    return chart.render().only(Deployment.class).getSpec().getTemplate();
  }

  private static String checksum(Chart chart) {
    return template(chart).getMetadata().getAnnotations().get("checksum/settings");
  }
}
