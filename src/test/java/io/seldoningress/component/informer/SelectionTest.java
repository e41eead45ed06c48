package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Which objects a consumer takes, and into which class it reads them. */
class SelectionTest extends InformerFixture {

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
}
