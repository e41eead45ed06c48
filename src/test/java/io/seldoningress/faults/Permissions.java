package io.seldoningress.faults;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.testing.PermissionTable;
import io.seldoningress.testing.PermissionTable.Place;
import io.seldoningress.testing.PermissionTable.Row;
import java.util.ArrayList;
import java.util.List;

/** What a controller may do: exactly what the table in the README says that it has to. */
final class Permissions {

  private static final String NAME = "seldon-istio-ingress";

  private final KubernetesClient client;
  private final List<Row> rows;

  private Permissions(KubernetesClient client, List<Row> rows) {
    this.client = client;
    this.rows = rows;
  }

  /** Gives them to a user. */
  static Permissions grant(KubernetesClient client, String user, String ownNamespace) {
    Permissions permissions = new Permissions(client, PermissionTable.always());
    permissions.grantInAll(user);
    permissions.grantIn(ownNamespace, user);
    return permissions;
  }

  /** Takes a verb on a resource away. */
  void withdraw(String resource, String... verbs) {
    List<PolicyRule> less = new ArrayList<>();
    for (PolicyRule rule : everywhere()) {
      for (String one : rule.getResources()) {
        List<String> left = new ArrayList<>(rule.getVerbs());
        left.removeAll(one.equals(resource) ? List.of(verbs) : List.of());
        less.add(new PolicyRuleBuilder(rule).withResources(one).withVerbs(left).build());
      }
    }
    client.resource(role(less)).update();
  }

  /** Gives back all that was taken away. */
  void giveBack() {
    client.resource(role(everywhere())).update();
  }

  private List<PolicyRule> everywhere() {
    return rows.stream().filter(row -> row.place() == Place.SERVED).map(Row::rule).toList();
  }

  private static ClusterRole role(List<PolicyRule> rules) {
    return new ClusterRoleBuilder()
        .withNewMetadata()
        .withName(NAME)
        .endMetadata()
        .withRules(rules.stream().filter(rule -> !rule.getVerbs().isEmpty()).toList())
        .build();
  }

  private void grantInAll(String user) {
    client.resource(role(everywhere())).create();
    client
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", NAME)
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                .build())
        .create();
  }

  private void grantIn(String namespace, String user) {
    client
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(NAME)
                .endMetadata()
                .withRules(
                    rows.stream().filter(row -> row.place() == Place.OWN).map(Row::rule).toList())
                .build())
        .create();
    client
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(NAME)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", NAME)
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                .build())
        .create();
  }
}
