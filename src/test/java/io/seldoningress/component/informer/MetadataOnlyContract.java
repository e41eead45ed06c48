package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The option metadataOnly: routes and beans that see the metadata of Secrets and nothing else. */
abstract class MetadataOnlyContract extends SecretsFixture {

  private static final GroupVersionResource SECRETS = GroupVersionResource.of(Secret.class);

  @Test
  void whateverHappensToASecretItsDataIsNotHandedOver() throws Exception {
    create("listed");
    SecretsReplica replica = startReplica();
    HandedOver handed = replica.addRoute("route", METADATA);
    handed.await("listed");
    create("created");
    handed.await("listed", "created");
    changeData("listed");
    handed.await("listed", "created", "listed");
    delete("created");
    handed.await("listed", "created", "listed", "created -");

    assertNoData(handed, replica);
    assertThat(handed.resources()).containsExactly("v1/secrets");
  }

  @Test
  void theFirstSecretOfANamespaceIsHandedOver() throws Exception {
    SecretsReplica replica = startReplica();
    HandedOver handed = replica.addRoute("route", METADATA);
    InformerFixture.eventually().until(() -> replica.component.problems().isEmpty());
    create("first");

    handed.await("first");
    assertNoData(handed, replica);
  }

  @Test
  void theMetadataIsThereButForCopiesOfTheObject() throws Exception {
    Secret secret = create("a", "Opaque", Map.of("team", "ml"));
    HandedOver handed = startReplica().addRoute("route", METADATA);
    handed.await("a");

    ObjectMeta seen = ((ObjectMetadata) handed.bodies().get(0)).getMetadata();
    assertThat(seen.getUid()).isEqualTo(secret.getMetadata().getUid());
    assertThat(seen.getResourceVersion()).isEqualTo(secret.getMetadata().getResourceVersion());
    assertThat(seen.getLabels()).isEqualTo(Map.of("team", "ml"));
    assertThat(seen.getAnnotations()).isEqualTo(Map.of("note", "kept"));
    assertThat(seen.getManagedFields()).isNullOrEmpty();
  }

  @Test
  void whatChangesWhileTheWatchIsBrokenIsHandedOverWithoutData() throws Exception {
    create("changed");
    create("deleted");
    create("untouched");
    SecretsReplica replica = startReplica();
    HandedOver handed = replica.addRoute("route", METADATA);
    handed.awaitAndForget("changed", "deleted", "untouched");
    breakWatch(
        replica,
        () -> {
          changeData("changed");
          delete("deleted");
          create("new");
        });

    handed.await("changed", "deleted -", "new");
    assertNoData(handed, replica);
  }

  @Test
  void secretsAreSelectedByType() throws Exception {
    create("opaque");
    create("other", "example.com/other", Map.of());
    SecretsReplica replica = startReplica();
    HandedOver ofType = replica.addRoute("of", METADATA + "&fieldSelector=RAW(type=Opaque)");
    HandedOver notOfType = replica.addRoute("not", METADATA + "&fieldSelector=RAW(type!=Opaque)");
    ofType.await("opaque");
    notOfType.await("other");
    create("new-opaque");
    create("new-other", "example.com/other", Map.of());

    ofType.await("opaque", "new-opaque");
    notOfType.await("other", "new-other");
  }

  @Test
  void aSecretThatLeavesTheLabelSelectorIsADeletedOne() throws Exception {
    create("a", "Opaque", Map.of("tier", "one"));
    create("b", "Opaque", Map.of("tier", "two"));
    SecretsReplica replica = startReplica();
    HandedOver handed = replica.addRoute("route", METADATA + "&labelSelector=RAW(tier=one)");
    handed.await("a");
    label("a", "tier", "two");
    label("b", "tier", "one");

    handed.await("a", "a -", "b");
    assertNoData(handed, replica);
  }

  @Test
  void oneRouteWithTheOptionAndOneWithoutHaveACacheEach() throws Exception {
    create("a");
    SecretsReplica replica = startReplica();
    HandedOver metadata = replica.addRoute("metadata", METADATA);
    HandedOver whole = replica.addRoute("whole", "");
    metadata.await("a");
    whole.await("a");

    assertThat(metadata.bodies()).hasOnlyElementsOfType(ObjectMetadata.class);
    assertThat(whole.bodies()).hasOnlyElementsOfType(GenericKubernetesResource.class);
    assertThat(whole.text()).contains(DATA);
    assertThat(metadata.text()).doesNotContain(DATA);
    assertThat(replica.component.informers().of(SECRETS)).hasSize(2);
  }

  @Test
  void aBeanReadsTheCacheOfARoute() throws Exception {
    create("a");
    create("b");
    create("other", "example.com/other", Map.of());
    SecretsReplica replica = startReplica();
    ResourceCache<ObjectMetadata> cache =
        replica.component.metadataCache(SECRETS, Set.of(namespace), "", "type=Opaque");
    HandedOver handed = replica.addRoute("route", METADATA + "&fieldSelector=RAW(type=Opaque)");
    handed.await("a", "b");
    assertThat(names(cache)).containsExactlyInAnyOrder("a", "b");
    assertThat(cache.get(new ResourceKey(namespace, "a"))).isPresent();
    assertThat(cache.get(new ResourceKey(namespace, "other"))).isEmpty();
    delete("a");
    create("c");

    handed.await("a", "b", "a -", "c");
    assertThat(names(cache)).containsExactlyInAnyOrder("b", "c");
    assertThat(replica.lists()).isEqualTo(1);
    assertNoData(handed, replica);
  }

  @Test
  void oneOfTwoReplicasIsHandedSecretsAndTheOtherTakesOver() throws Exception {
    create("a");
    SecretsReplica one = startReplica();
    SecretsReplica other = startReplica();
    HandedOver ofOne = one.addRoute("route", METADATA + "&leaderOnly=true");
    HandedOver ofOther = other.addRoute("route", METADATA + "&leaderOnly=true");
    one.cluster.lead(true);
    ofOne.awaitAndForget("a");
    changeData("a");
    ofOne.awaitAndForget("a");
    assertThat(ofOther.names()).isEmpty();
    one.cluster.lead(false);
    create("b");
    other.cluster.lead(true);

    ofOther.await("a", "b");
    assertThat(ofOne.names()).isEmpty();
    assertNoData(ofOther, other);
  }

  /** Does something while the watches of a replica are broken. */
  abstract void breakWatch(SecretsReplica replica, Runnable meanwhile) throws Exception;

  private static List<String> names(ResourceCache<ObjectMetadata> cache) {
    return cache.all().stream().map(object -> object.getMetadata().getName()).toList();
  }

  private static void assertNoData(HandedOver handed, SecretsReplica replica) {
    assertThat(handed.bodies()).isNotEmpty().hasOnlyElementsOfType(ObjectMetadata.class);
    assertThat(handed.text()).doesNotContain(DATA).contains("PartialObjectMetadata");
    assertThat(replica.accepted())
        .containsExactlyInAnyOrder(MetadataRequests.LIST, MetadataRequests.WATCH);
  }
}
