package io.seldoningress.faults;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a controller may do: exactly what the table in the README says that it has to. */
final class Permissions {

  private static final String NAME = "seldon-istio-ingress";

  /** {@code | `virtualservices`, `destinationrules` in `group` | list, watch |}. */
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| ((?:`[a-z/]+`(?:, )?)+)(?: in `([a-z0-9.]+)`)?([^|`]*) \\| ([a-z, ]+) \\|$");

  private record Row(PolicyRule rule, boolean ownNamespace) {}

  private final KubernetesClient client;
  private final List<Row> rows;

  private Permissions(KubernetesClient client, List<Row> rows) {
    this.client = client;
    this.rows = rows;
  }

  /** Gives them to a user. */
  static Permissions grant(KubernetesClient client, String user, String ownNamespace) {
    Permissions permissions = new Permissions(client, read());
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
    return rows.stream().filter(row -> !row.ownNamespace()).map(Row::rule).toList();
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
                .withRules(rows.stream().filter(Row::ownNamespace).map(Row::rule).toList())
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

  private static List<Row> read() {
    try {
      List<Row> rows =
          ROW.matcher(Files.readString(Path.of("README.md")))
              .results()
              .map(Permissions::row)
              .toList();
      if (rows.size() < 4) {
        throw new IllegalStateException("the table of permissions in README.md is not understood");
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(MatchResult found) {
    String group = found.group(2) == null ? "" : found.group(2);
    return new Row(
        new PolicyRuleBuilder()
            .withApiGroups(group)
            .withResources(list(found.group(1).replace("`", "")))
            .withVerbs(list(found.group(4)))
            .build(),
        found.group(3).contains("own namespace"));
  }

  private static List<String> list(String text) {
    return Stream.of(text.split(",", -1)).map(String::strip).toList();
  }
}
