package io.seldoningress.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.faults.History.Version;
import java.util.List;
import java.util.Set;

/** Objects of somebody else, which nobody may touch. */
final class Strangers {

  /** The value of their label {@code owner}. */
  static final String OWNER = "somebody-else";

  /** The SeldonDeployment whose name one of them has. */
  static final String BLOCKED = "blocked";

  static final Set<String> ALL_BLOCKED = Set.of(BLOCKED);

  private final List<String> namespaces;

  private Strangers(List<String> namespaces) {
    this.namespaces = namespaces;
  }

  /** Makes some in each namespace, and a SeldonDeployment that is in one's way. */
  static Strangers plant(KubernetesClient client, List<String> namespaces) {
    for (String namespace : namespaces) {
      create(client, object("VirtualService", BLOCKED, namespace, "{hosts: [a], http: []}"));
      create(client, object("VirtualService", "theirs", namespace, "{hosts: [b], http: []}"));
      create(client, object("DestinationRule", "theirs", namespace, "{host: b}"));
      create(
          client,
          """
          apiVersion: machinelearning.seldon.io/v1
          kind: SeldonDeployment
          metadata: {name: %s, namespace: %s}
          spec: {predictors: [{name: main, graph: {name: classifier}}]}
          """
              .formatted(BLOCKED, namespace));
    }
    return new Strangers(namespaces);
  }

  /** They were written once. */
  void assertUntouched(History history) {
    assertThat(
            history.versions().stream()
                .filter(version -> version.key().isRoute())
                .filter(
                    version ->
                        version.key().name().equals("theirs")
                            || version.key().name().equals(BLOCKED))
                .map(Version::key))
        .doesNotHaveDuplicates()
        .hasSize(3 * namespaces.size());
  }

  private static void create(KubernetesClient client, String yaml) {
    client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class)).create();
  }

  private static String object(String kind, String name, String namespace, String spec) {
    return """
        apiVersion: networking.istio.io/v1
        kind: %s
        metadata: {name: %s, namespace: %s, labels: {owner: %s}}
        spec: %s
        """
        .formatted(kind, name, namespace, OWNER, spec);
  }
}
