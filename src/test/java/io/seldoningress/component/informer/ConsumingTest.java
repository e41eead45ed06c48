package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.seldoningress.queue.KeyedQueue.Depth;
import io.seldoningress.testing.embedded.ApiRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a consumer hands to its route. */
class ConsumingTest extends InformerFixture {

  @Test
  void objectsThatExistComeFirstThenEachThatIsMade() {
    create("a");
    create("b");
    addRoute("route", CONFIG_MAPS);
    context.start();
    received.await("a=0", "b=0");
    create("c");

    received.await("a=0", "b=0", "c=0");
  }

  @Test
  void aChangedObjectComesWithItsNewestState() {
    create("a");
    addRoute("route", CONFIG_MAPS);
    context.start();
    received.await("a=0");
    change("a", 1);

    received.await("a=0", "a=1");
  }

  @Test
  void headersTellTheObjectAndWhatHappened() {
    List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
    List<Boolean> bodies = new CopyOnWriteArrayList<>();
    addRoute(
        "route",
        CONFIG_MAPS,
        exchange -> {
          bodies.add(exchange.getMessage().getBody() != null);
          headers.add(Map.copyOf(exchange.getMessage().getHeaders()));
        });
    context.start();
    create("a");
    eventually().until(() -> bodies.equals(List.of(true)));
    delete("a");
    eventually().until(() -> bodies.equals(List.of(true, false)));

    Map<String, Object> object =
        Map.of(
            "CamelKubernetesNamespaceName", "default",
            "CamelKubernetesInformerName", "a",
            "CamelKubernetesInformerResource", "v1/configmaps");
    assertThat(headers.get(0)).containsAllEntriesOf(object);
    assertThat(headers.get(0)).containsEntry("CamelKubernetesEventAction", "MODIFIED");
    assertThat(headers.get(1)).containsAllEntriesOf(object);
    assertThat(headers.get(1)).containsEntry("CamelKubernetesEventAction", "DELETED");
  }

  @Test
  void changesWhileTheObjectIsHandledGiveOneMoreExchangeWithTheNewestState() throws Exception {
    create("a");
    Gate gate = new Gate();
    addRoute("route", CONFIG_MAPS, received, gate);
    context.start();
    gate.awaitEntered(1);
    for (int i = 1; i <= 50; i++) {
      change("a", i);
    }
    eventually().until(() -> cached("a").equals("50"));
    gate.open(1_000);

    awaitAllSeen();
    received.await("a=0", "a=50");
  }

  @Test
  void anObjectThatIsMadeAndDeletedWhileOthersAreHandledIsOneExchangeWithoutABody()
      throws Exception {
    create("a");
    Gate gate = new Gate();
    addRoute("route", CONFIG_MAPS, received, gate);
    context.start();
    gate.awaitEntered(1);
    create("b");
    eventually().until(() -> depth("route").ready() == 1);
    delete("b");
    eventually().until(() -> cached("b").isEmpty());
    gate.open(1_000);

    awaitAllSeen();
    received.await("a=0", "b DELETED");
  }

  @Test
  void differentObjectsAreHandledAtTheSameTimeUpToTheLimit() throws Exception {
    for (int i = 0; i < 5; i++) {
      create("object-" + i);
    }
    Gate gate = new Gate();
    addRoute("route", CONFIG_MAPS + "&concurrentConsumers=3", gate);
    context.start();
    gate.awaitEntered(3);
    eventually().until(() -> depth("route").equals(new Depth(2, 0, 3)));
    gate.open(5);
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));

    assertThat(gate.most()).isEqualTo(3);
  }

  @Test
  void oneObjectIsHandledByOneExchangeAtATime() throws Exception {
    create("a");
    Gate gate = new Gate();
    addRoute("route", CONFIG_MAPS + "&concurrentConsumers=4", gate);
    context.start();
    gate.awaitEntered(1);
    for (int i = 1; i <= 5; i++) {
      change("a", i);
      gate.open(1);
      gate.awaitEntered(1);
    }
    gate.open(1);
    eventually().until(() -> depth("route").equals(new Depth(0, 0, 0)));

    assertThat(gate.most()).isEqualTo(1);
  }

  @Test
  void twoRoutesOnOneUriGetAllAndShareOneListAndOneWatch() {
    create("a");
    Received second = new Received();
    addRoute("route", CONFIG_MAPS);
    addRoute("second", CONFIG_MAPS, second);
    addRoute("third", CONFIG_MAPS + "&concurrentConsumers=2&skipInitial=true", new Received());
    context.start();
    create("b");
    delete("a");

    eventually().until(() -> received.all().containsAll(List.of("b=0", "a DELETED")));
    eventually().until(() -> second.all().containsAll(List.of("b=0", "a DELETED")));
    assertThat(lists("configmaps")).isEqualTo(1);
    assertThat(watches("configmaps")).isEqualTo(1);
    assertThat(requests.entries()).hasSize(2);
  }

  @Test
  void skipInitialLeavesOutWhatExistsAndNothingElse() {
    for (int i = 0; i < 300; i++) {
      create("object-" + i);
    }
    addRoute("route", CONFIG_MAPS + "&skipInitial=true");
    context.start();
    awaitWatching();
    create("a");
    change("object-7", 1);
    delete("object-8");

    awaitAllSeen();
    received.await("a=0", "object-7=1", "object-8 DELETED");
  }

  @Test
  void skipInitialCountsFromTheStartOfTheRouteWhereTheInformerRunsAlready() {
    create("a");
    addRoute("first", CONFIG_MAPS);
    context.start();
    received.await("a=0");
    received.clear();
    Received second = new Received();
    addRoute("route", CONFIG_MAPS + "&skipInitial=true", second);
    create("b");

    eventually().until(() -> second.all().equals(List.of("b=0")));
    received.await("b=0");
  }

  @Test
  void skipOwnWritesLeavesOutWhatThisProcessWroteAndTellsIt() {
    component.register(ResourceType.of(ConfigMap.class));
    ResourceCache<ConfigMap> cache = component.cache(ConfigMap.class, Set.of("default"));
    Received others = new Received();
    addRoute("route", CONFIG_MAPS);
    addRoute("others", CONFIG_MAPS + "&skipOwnWrites=true", others);
    context.start();
    create("a");
    received.await("a=0");
    ConfigMap written = configMap("default", "a");
    written.getData().put("value", "ours");
    written.getMetadata().setResourceVersion("1000000");
    write(cache, written); // As if its answer had come before its event.
    change("a", "older than ours");
    create("b");

    received.await("a=0", "a=ours", "b=0");
    eventually().until(() -> others.all().contains("b=0"));
    assertThat(others.all()).containsExactly("a=0", "b=0");
  }

  @Test
  void skipOwnWritesLeavesOutAWriteWhoseEventComesBeforeItsAnswer() {
    component.register(ResourceType.of(ConfigMap.class));
    ResourceCache<ConfigMap> cache = component.cache(ConfigMap.class, Set.of("default"));
    Received others = new Received();
    addRoute("route", CONFIG_MAPS);
    addRoute("others", CONFIG_MAPS + "&skipOwnWrites=true", others);
    context.start();
    ResourceKey key = new ResourceKey("default", "a");
    ConfigMap answer = cache.write(key, () -> awaitSeen(create("a")));
    assertThat(answer).isNotNull();

    awaitAllSeen();
    eventually().until(() -> others.all().size() == 1);
    assertThat(others.withoutSentinels()).isEmpty();
    received.await("a=0");
  }

  @Test
  void whatOthersWriteDuringAWriteIsHandedOutWhenItEnds() {
    component.register(ResourceType.of(ConfigMap.class));
    ResourceCache<ConfigMap> cache = component.cache(ConfigMap.class, Set.of("default"));
    create("a");
    addRoute("route", CONFIG_MAPS + "&skipOwnWrites=true");
    context.start();
    received.await("a=0");
    ResourceKey key = new ResourceKey("default", "a");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                cache.write(
                    key,
                    () -> {
                      change("a", "theirs");
                      eventually().until(() -> cached("a").equals("theirs"));
                      throw new IllegalStateException("a conflict");
                    }));

    received.await("a=0", "a=theirs");
  }

  private ConfigMap awaitSeen(ConfigMap written) {
    eventually().until(() -> received.all().size() == 1);
    return written;
  }

  @Test
  void allNamespacesAreWatchedIfNoneIsNamed() {
    createNamespace("other");
    client.resource(configMap("other", "a")).create();
    addRoute("route", "kubernetes-informer:v1/configmaps");
    context.start();
    create("b");

    received.await("a=0", "b=0");
    assertThat(requests.entries().get(0).path()).isEqualTo("/api/v1/configmaps");
  }

  @Test
  void namespacesCanBeListed() {
    for (String namespace : List.of("one", "two", "three")) {
      createNamespace(namespace);
      client.resource(configMap(namespace, "in-" + namespace)).create();
    }
    addRoute("route", "kubernetes-informer:v1/configmaps?namespaces=one, two");
    context.start();
    received.await("in-one=0", "in-two=0");
    client.resource(configMap("two", "b")).create();

    received.await("in-one=0", "in-two=0", "b=0");
    assertThat(lists("configmaps")).isEqualTo(2);
    assertThat(watches("configmaps")).isEqualTo(2);
  }

  @Test
  void anObjectThatLeavesTheLabelSelectorIsADeletedOne() {
    create("a", "app=ours", "tier=one");
    create("b", "app=theirs");
    addRoute("route", CONFIG_MAPS + "&labelSelector=RAW(app in (ours),tier)");
    context.start();
    received.await("a=0");
    client
        .configMaps()
        .inNamespace("default")
        .withName("a")
        .edit(
            found -> {
              found.getMetadata().getLabels().remove("tier");
              return found;
            });

    received.await("a=0", "a DELETED");
  }

  @Test
  void aFieldSelectorNarrowsACoreKind() {
    create("a");
    create("b");
    addRoute("route", CONFIG_MAPS + "&fieldSelector=metadata.name!=b");
    context.start();
    create("c");
    change("b", 1);

    received.await("a=0", "c=0");
    assertThat(requests.entries().get(0).query()).contains("fieldSelector=metadata.name%21%3Db");
  }

  /** Also what a watch brings, which fabric8 reads into its own class for the kind at first. */
  @Test
  void aKindWithoutAClassIsReadAsAGenericResource() {
    List<Object> bodies = new CopyOnWriteArrayList<>();
    addRoute("route", CONFIG_MAPS, exchange -> bodies.add(exchange.getMessage().getBody()));
    addRoute(
        "custom",
        "kubernetes-informer:networking.istio.io/v1/gateways",
        exchange -> bodies.add(exchange.getMessage().getBody()));
    context.start();
    awaitWatching();
    create("a");
    GenericKubernetesResource gateway = new GenericKubernetesResource();
    gateway.setApiVersion("networking.istio.io/v1");
    gateway.setKind("Gateway");
    gateway.setMetadata(new ObjectMetaBuilder().withNamespace("default").withName("b").build());
    client.resource(gateway).create();

    eventually().until(() -> bodies.size() == 2);
    assertThat(bodies).hasOnlyElementsOfType(GenericKubernetesResource.class);
    assertThat(bodies)
        .extracting(body -> ((HasMetadata) body).getKind())
        .containsExactlyInAnyOrder("ConfigMap", "Gateway");
  }

  @Test
  void objectsOfTheClusterHaveNoNamespace() {
    List<String> namespaces = new CopyOnWriteArrayList<>();
    addRoute(
        "route",
        "kubernetes-informer:v1/namespaces",
        exchange ->
            namespaces.add(
                exchange.getMessage().getHeader("CamelKubernetesNamespaceName", String.class)));
    context.start();

    eventually().until(() -> namespaces.size() == 2);
    assertThat(namespaces).containsOnly("");
  }

  @Test
  void aRegisteredKindIsReadIntoItsClass() {
    component.register(ResourceType.of(ConfigMap.class));
    List<Object> bodies = new CopyOnWriteArrayList<>();
    create("a");
    addRoute("route", CONFIG_MAPS, exchange -> bodies.add(exchange.getMessage().getBody()));
    context.start();
    eventually().until(() -> bodies.size() == 1);
    create("b");
    eventually().until(() -> bodies.size() == 2);

    assertThat(bodies).hasOnlyElementsOfType(ConfigMap.class);
  }

  @Test
  void aChangeThatTheTypeCallsNoneIsNotHandedOut() {
    component.register(
        ResourceType.of(ConfigMap.class)
            .ignoringChanges((before, after) -> before.getData().equals(after.getData())));
    create("a");
    addRoute("route", CONFIG_MAPS);
    context.start();
    received.await("a=0");
    client
        .configMaps()
        .inNamespace("default")
        .withName("a")
        .edit(
            found -> {
              found.getMetadata().setLabels(Map.of("x", "y"));
              return found;
            });
    change("a", 1);

    awaitAllSeen();
    received.await("a=0", "a=1");
  }

  /** Who wrote decided on that state; the cache never had it. */
  @Test
  void aStateThatUndoesAnOwnWriteWhichTheWatchNeverShowedIsHandedOut() throws Exception {
    component.register(
        ResourceType.of(ConfigMap.class)
            .ignoringChanges((before, after) -> before.getData().equals(after.getData())));
    ResourceCache<ConfigMap> cache = component.cache(ConfigMap.class, Set.of("default"));
    create("a");
    addRoute("route", CONFIG_MAPS + "&skipOwnWrites=true");
    context.start();
    received.await("a=0");
    whileRefused(
        ApiRequest::isWatch,
        503,
        "ServiceUnavailable",
        () -> {
          server.endWatches();
          write(cache, change("a", 1));
          assertThat(cache.get(new ResourceKey("default", "a")))
              .hasValueSatisfying(found -> assertThat(found.getData()).containsEntry("value", "1"));
          change("a", 0);
          server.expireWatches();
        });

    received.await("a=0", "a=0");
  }

  @Test
  void nothingIsAskedAgainWhileNothingHappens() {
    create("a");
    addRoute("route", CONFIG_MAPS);
    context.start();
    awaitAllSeen();
    for (int i = 0; i < 100; i++) {
      change("a", i);
    }
    awaitAllSeen();

    assertThat(requests.entries()).hasSize(2);
  }

  /** As kubernetes-apply does. */
  private static void write(ResourceCache<ConfigMap> cache, ConfigMap answer) {
    assertThat(cache.write(ResourceKey.of(answer), () -> answer)).isSameAs(answer);
  }

  private String cached(String name) {
    ResourceInformer<?> informer =
        component.informers().of(GroupVersionResource.parse("v1/configmaps")).get(0);
    return informer.cache().get(new ResourceKey("default", name)).map(Received::value).orElse("");
  }
}
