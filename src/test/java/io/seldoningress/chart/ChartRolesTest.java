package io.seldoningress.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.seldoningress.testing.PermissionTable;
import io.seldoningress.testing.PermissionTable.Place;
import io.seldoningress.testing.PermissionTable.Row;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The roles of the chart are what README.md and docs/tls.md say that the program needs. */
class ChartRolesTest {

  private static final String NAMESPACE = "seldon-system";
  private static final String INGRESS = "istio-system";

  @Test
  void theClusterRoleIsTheTableOfTheReadme() {
    Rendering rendered = ChartCase.DEFAULTS.chart(NAMESPACE).render();

    assertThat(Granted.by(rendered.only(ClusterRole.class).getRules()))
        .isEqualTo(granted(PermissionTable.always(), Place.SERVED));
    assertThat(granted(rendered, NAMESPACE))
        .isEqualTo(granted(PermissionTable.always(), Place.OWN));
    assertThat(rendered.all(Role.class)).hasSize(1);
  }

  @Test
  void whoMayCallTakesPermissionsOnlyWhereItIsEnabled() {
    Rendering rendered = ChartCase.ACCESS.chart(NAMESPACE).render();
    Set<String> expected = granted(PermissionTable.always(), Place.SERVED);
    expected.addAll(granted(PermissionTable.forAccess(), Place.SERVED));

    assertThat(Granted.by(rendered.only(ClusterRole.class).getRules())).isEqualTo(expected);
  }

  @Test
  void aSingleNamespaceHasTheSameInRolesAndReadsGatewaysWhereTheyAre() {
    Rendering rendered = ChartCase.SINGLE_NAMESPACE.chart(NAMESPACE).render();
    Set<String> expected = granted(PermissionTable.always(), Place.SERVED);
    expected.addAll(granted(PermissionTable.always(), Place.OWN));

    assertThat(rendered.all(ClusterRole.class)).isEmpty();
    assertThat(rendered.all(ClusterRoleBinding.class)).isEmpty();
    assertThat(granted(rendered, NAMESPACE)).isEqualTo(expected);
    assertThat(granted(rendered, INGRESS))
        .containsExactlyInAnyOrder(
            "list networking.istio.io/gateways", "watch networking.istio.io/gateways");
  }

  @Test
  void whoMayNotMakeARoleThereGoesWithoutIt() {
    Rendering rendered =
        Chart.in(NAMESPACE).with("singleNamespace=true", "rbac.gatewayReader=false").render();

    assertThat(granted(rendered, INGRESS)).isEmpty();
  }

  @Test
  void secretsAreReadOnlyWhereAGatewayIsKeptAndOnlyThere() {
    Rendering rendered = ChartCase.KEPT_GATEWAY.chart(NAMESPACE).render();
    Set<String> expected = granted(PermissionTable.forKeptGateway(), Place.INGRESS);
    expected.addAll(granted(PermissionTable.forKeptGateway(), Place.KEPT_GATEWAY));

    assertThat(granted(rendered, INGRESS))
        .isEqualTo(expected)
        .anyMatch(it -> it.contains("secrets"));
    assertThat(Granted.by(rendered.only(ClusterRole.class).getRules()))
        .isEqualTo(granted(PermissionTable.always(), Place.SERVED));
    assertThat(ChartCase.DEFAULTS.chart(NAMESPACE).render().text()).doesNotContain("secrets]");
  }

  @Test
  void theKeptGatewayAndItsCertificatesMayBeInTwoNamespaces() {
    Rendering rendered = ChartCase.EVERYTHING.chart(NAMESPACE).render();

    assertThat(granted(rendered, INGRESS))
        .isEqualTo(granted(PermissionTable.forKeptGateway(), Place.INGRESS));
    assertThat(granted(rendered, "edge"))
        .isEqualTo(granted(PermissionTable.forKeptGateway(), Place.KEPT_GATEWAY));
  }

  @Test
  void whatCanBeLimitedToANameIs() {
    Rendering rendered = ChartCase.EVERYTHING.chart(NAMESPACE).render();

    assertThat(rendered.all(Role.class).stream().flatMap(role -> role.getRules().stream()))
        .filteredOn(rule -> !rule.getResourceNames().isEmpty())
        .extracting(rule -> rule.getResourceNames() + " " + rule.getVerbs())
        .containsExactlyInAnyOrder("[team-a-team-a] [get, update]", "[models] [patch, delete]");
  }

  @Test
  void anIdThatIsNoPartOfANameLeavesTheLeaseUnnamed() {
    Rendering rendered = Chart.in(NAMESPACE).with("controllerId=Team_A").render();

    assertThat(rendered.only(Role.class).getRules())
        .allMatch(rule -> rule.getResourceNames().isEmpty());
  }

  @Test
  void whereNobodyElectsThereIsNoRoleForALease() {
    assertThat(ChartCase.ONE_REPLICA.chart(NAMESPACE).render().all(Role.class)).isEmpty();
  }

  @Test
  void whereReadinessIsOffThereIsNoRightToReadEndpointSlices() {
    Rendering rendered = Chart.in(NAMESPACE).with("settings.readiness\\.enabled=false").render();

    assertThat(rendered.text()).doesNotContain("endpointslices]");
    assertThat(ChartCase.DEFAULTS.chart(NAMESPACE).render().text()).contains("endpointslices]");
  }

  @Test
  void everyBindingIsForTheServiceAccountOfTheChart() {
    Rendering rendered = ChartCase.EVERYTHING.chart(NAMESPACE).render();
    List<Subject> subjects =
        Stream.concat(
                rendered.all(RoleBinding.class).stream().map(RoleBinding::getSubjects),
                rendered.all(ClusterRoleBinding.class).stream()
                    .map(ClusterRoleBinding::getSubjects))
            .flatMap(Collection::stream)
            .toList();

    assertThat(subjects)
        .hasSize(4)
        .allMatch(subject -> subject.getKind().equals("ServiceAccount"))
        .allMatch(subject -> subject.getName().equals("controller"))
        .allMatch(subject -> subject.getNamespace().equals(NAMESPACE));
  }

  @Test
  void rolesOfSomebodyElseAreLeftToHim() {
    Rendering rendered = ChartCase.ACCOUNT_OF_SOMEBODY_ELSE.chart(NAMESPACE).render();

    assertThat(rendered.objects())
        .extracting(HasMetadata::getKind)
        .noneMatch(kind -> kind.contains("Role") || kind.equals("ServiceAccount"));
    assertThat(rendered.text()).contains("serviceAccountName: theirs");
  }

  private static Set<String> granted(Rendering rendered, String namespace) {
    return Granted.by(
        rendered.all(Role.class).stream()
            .filter(role -> role.getMetadata().getNamespace().equals(namespace))
            .flatMap(role -> role.getRules().stream())
            .toList());
  }

  private static Set<String> granted(List<Row> rows, Place place) {
    return Granted.by(rows.stream().filter(row -> row.place() == place).map(Row::rule).toList());
  }
}
