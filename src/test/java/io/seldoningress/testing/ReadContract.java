package io.seldoningress.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import org.junit.jupiter.api.Test;

/** Lists, watches and informers. */
abstract class ReadContract extends ApiServerContract {

  @Test
  void aWatchTellsWhatHappenedSinceAVersion() {
    GenericKubernetesResource created = apply("ours", "", SPEC);
    apply("ours", "", "{hosts: [b]}");

    try (RecordedEvents watch = RecordedEvents.of(since(created))) {
      apply("ours", "", "{hosts: [c]}");
      resource().delete();
      apply("ours", "", SPEC);

      watch.await("MODIFIED", "MODIFIED", "DELETED", "ADDED");
    }
  }

  @Test
  void aWatchWithALabelSelectorSeesObjectsComeAndGo() {
    GenericKubernetesResource created = apply("ours", "labels: {a: '1'}", SPEC);
    try (RecordedEvents watch =
        RecordedEvents.of(
            virtualServices().withLabel("a", "2").withResourceVersion(version(created)))) {
      apply("ours", "labels: {a: '2'}", SPEC);
      apply("ours", "labels: {a: '2', b: '1'}", SPEC);
      apply("ours", "labels: {a: '3'}", SPEC);

      watch.await("ADDED", "MODIFIED", "DELETED");
    }
  }

  @Test
  void listsAreSelectedByLabelsNamesAndNamespaces() {
    apply("ours", "labels: {a: '1'}", SPEC);

    assertThat(virtualServices().withLabel("a", "1").list().getItems()).hasSize(1);
    assertThat(virtualServices().withLabelIn("a", "1", "2").list().getItems()).hasSize(1);
    assertThat(virtualServices().withLabelNotIn("a", "1").list().getItems()).isEmpty();
    assertThat(virtualServices().withLabel("a").list().getItems()).hasSize(1);
    assertThat(virtualServices().withoutLabel("a").list().getItems()).isEmpty();
    assertThat(virtualServices().withField("metadata.name", "x").list().getItems()).hasSize(1);
    assertThat(virtualServices().withField("metadata.name", "y").list().getItems()).isEmpty();
    assertThat(
            client
                .genericKubernetesResources("networking.istio.io/v1", "VirtualService")
                .inAnyNamespace()
                .withField("metadata.namespace", namespace)
                .list()
                .getItems())
        .hasSize(1);
  }

  @Test
  void anInformerSeesEveryChange() {
    RecordedEvents events = new RecordedEvents();
    try (var informer = virtualServices().inform(events)) {
      apply("ours", "", SPEC);
      apply("ours", "", "{hosts: [b]}");
      resource().delete();

      events.await("ADDED", "MODIFIED", "DELETED");
      assertThat(informer.isWatching()).isTrue();
    }
  }

  @Test
  void aKindThatIsNotInstalledIsNotFound() {
    ResourceDefinitionContext things =
        new ResourceDefinitionContext.Builder()
            .withGroup("example.com")
            .withVersion("v1")
            .withKind("Thing")
            .withPlural("things")
            .withNamespaced(true)
            .build();

    assertRefused(
        404, () -> client.genericKubernetesResources(things).inNamespace(namespace).list());
  }
}
