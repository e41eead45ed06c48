package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What beans read of caches. */
class CacheTest extends InformerFixture {

  @Test
  void allObjectsAreThoseOfEachNamespaceWithWhatThisProcessWroteMeanwhile() throws Exception {
    component.register(ResourceType.of(ConfigMap.class));
    createNamespace("other");
    client.resource(configMap("other", "a")).create();
    ConfigMap changed = create("a");
    ConfigMap deleted = create("b");
    ResourceCache<ConfigMap> cache = component.cache(ConfigMap.class, Set.of("default", "other"));
    component.synced().get(20, TimeUnit.SECONDS);
    assertThat(described(cache))
        .containsExactlyInAnyOrder("other/a=0", "default/a=0", "default/b=0");
    // As if the API server had answered, and the watch were late.
    changed.getData().put("value", "1");
    changed.getMetadata().setResourceVersion("1000000");
    write(cache, changed);
    ConfigMap created = configMap("default", "c");
    created.getMetadata().setResourceVersion("1000001");
    write(cache, created);
    cache.deleted(deleted);

    assertThat(described(cache))
        .containsExactlyInAnyOrder("other/a=0", "default/a=1", "default/c=0");
  }

  @Test
  void aCacheThatCannotBeKeptDoesNotKeepRoutesFromStarting() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                component.metadataCache(
                    GroupVersionResource.parse("v1/secrets"), Set.of(), "", "type"))
        .withMessageContaining("'type' in a field selector is neither");
    addRoute("route", CONFIG_MAPS);
    context.start();
    create("a");

    received.await("a=0");
  }

  @Test
  void itIsNotCurrentWhereOthersAreWatchedAndItIsNot() throws Exception {
    component.register(ResourceType.of(ConfigMap.class), ResourceType.of(Service.class));
    ResourceCache<ConfigMap> cache = component.cache(ConfigMap.class, Set.of("default"));
    ResourceCache<Service> other = component.cache(Service.class, Set.of("default"));
    component.synced().get(20, TimeUnit.SECONDS);
    context.start();
    Duration grace = Duration.ofSeconds(2);
    List<Boolean> told = new CopyOnWriteArrayList<>();
    cache.onLossOrReturn(grace, () -> told.add(cache.isCurrent(grace)));
    assertThat(cache.isCurrent(grace)).isTrue();

    whileRefused(
        request -> request.plural().equals("configmaps"),
        403,
        "Forbidden",
        () -> {
          server.endWatches();
          eventually().until(() -> !told.isEmpty());
          assertThat(cache.isSynced()).isTrue();
          assertThat(cache.isCurrent(Duration.ofHours(1))).isTrue();
          assertThat(other.isCurrent(grace)).isTrue();
        });

    eventually().until(() -> told.size() == 2);
    assertThat(told).containsExactly(false, true);
  }

  @Test
  void routesSeeWhatIsThereOfResourcesThatTheyDoNotNeed() throws Exception {
    component.register(ResourceType.of(ConfigMap.class), ResourceType.of(Service.class));
    create("a");
    ResourceCache<ConfigMap> needed = component.cache(ConfigMap.class, Set.of("default"));
    needed.synced().get(20, TimeUnit.SECONDS);
    List<Boolean> full = new CopyOnWriteArrayList<>();
    // The list that is not needed is answered when the route could have begun without it.
    try (AutoCloseable slow =
        server.watchRequests(
            request -> {
              if (request.plural().equals("services")) {
                await().until(context::isStarted);
              }
            })) {
      ResourceCache<Service> other = component.optionalCache(Service.class, Set.of("default"));
      addRoute("route", CONFIG_MAPS, exchange -> full.add(other.isSynced()), received);
      context.start();
      received.await("a=0");
    }

    assertThat(full).containsExactly(true);
  }

  @Test
  void routesBeginWithoutResourcesThatCannotBeListed() throws Exception {
    component.register(ResourceType.of(ConfigMap.class), ResourceType.of(Service.class));
    create("a");
    CompletableFuture<Void> late = new CompletableFuture<>();
    whileRefused(
        request -> request.plural().equals("services"),
        403,
        "Forbidden",
        () -> {
          ResourceCache<Service> other = component.optionalCache(Service.class, Set.of("default"));
          var unused = other.syncedLate().thenRun(() -> late.complete(null));
          addRoute("route", CONFIG_MAPS);
          context.start();
          received.await("a=0");
          assertThat(other.isSynced()).isFalse();
          assertThat(late).isNotDone();
        });

    late.get(20, TimeUnit.SECONDS);
  }

  private static void write(ResourceCache<ConfigMap> cache, ConfigMap answer) {
    assertThat(cache.write(ResourceKey.of(answer), () -> answer)).isEqualTo(answer);
  }

  private static List<String> described(ResourceCache<ConfigMap> cache) {
    return cache.all().stream()
        .map(object -> ResourceKey.of(object) + "=" + Received.value(object))
        .toList();
  }
}
