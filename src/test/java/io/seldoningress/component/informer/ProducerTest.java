package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Waking objects. */
class ProducerTest extends InformerFixture {

  private static final String WAKE = "kubernetes-informer:v1/configmaps";

  private ProducerTemplate producer;

  @BeforeEach
  void handleWhatIsThere() {
    create("a");
    create("b");
    addRoute("route", CONFIG_MAPS);
    context.start();
    received.await("a=0", "b=0");
    received.clear();
    producer = context.createProducerTemplate();
  }

  @Test
  void aKeyIsWoken() {
    producer.sendBody(WAKE, new ResourceKey("default", "a"));

    received.await("a=0");
  }

  @Test
  void aCollectionOfKeysIsWoken() {
    producer.sendBody(
        WAKE, Set.of(new ResourceKey("default", "a"), new ResourceKey("default", "b")));

    received.await("a=0", "b=0");
  }

  @Test
  void anEmptyCollectionWakesNothingWhateverTheHeadersSay() {
    producer.sendBodyAndHeaders(WAKE, List.of(), headers("default", "a"));
    awaitAllSeen();

    received.await();
  }

  @Test
  void headersNameOneObjectWhereTheBodyIsNoKey() {
    producer.sendBodyAndHeaders(WAKE, null, headers("default", "a"));

    received.await("a=0");
  }

  @Test
  void anObjectThatIsNotThereIsWokenAsADeletedOne() {
    producer.sendBody(WAKE, new ResourceKey("default", "gone"));

    received.await("gone DELETED");
  }

  /** It would be told as deleted. */
  @Test
  void anObjectInANamespaceThatTheRouteDoesNotWatchIsNotWoken() {
    createNamespace("other");
    client.resource(configMap("other", "a")).create();
    Received everywhere = new Received();
    addRoute("everywhere", "kubernetes-informer:v1/configmaps?skipInitial=true", everywhere);
    producer.sendBody(WAKE, new ResourceKey("other", "a"));

    eventually().until(() -> everywhere.all().equals(List.of("a=0")));
    awaitAllSeen();
    received.await();
  }

  @Test
  void theBodyStays() {
    Object body = List.of(new ResourceKey("default", "a"));

    assertThat(producer.requestBody(WAKE, body)).isSameAs(body);
  }

  @Test
  void aResourceThatNobodyConsumesIsNoMistake() {
    producer.sendBody("kubernetes-informer:v1/secrets", new ResourceKey("default", "a"));

    assertThat(component.informers().of(GroupVersionResource.parse("v1/secrets"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void aBodyThatNamesNothingIsRefused(Object body, String message) {
    assertThatThrownBy(() -> producer.sendBody(WAKE, body))
        .isInstanceOf(CamelExecutionException.class)
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    awaitAllSeen();
    received.await();
  }

  static List<Object[]> aBodyThatNamesNothingIsRefused() {
    return List.of(
        new Object[] {"default/a", "nothing to wake: the body is no ResourceKey"},
        new Object[] {null, "the header CamelKubernetesInformerName is missing"},
        new Object[] {List.of("default/a"), "the body has a java.lang.String among its keys"},
        new Object[] {
          Arrays.asList(new ResourceKey("default", "a"), null), "the body has null among its keys"
        });
  }

  private static Map<String, Object> headers(String namespace, String name) {
    return Map.of(
        KubernetesInformerConstants.NAMESPACE, namespace, KubernetesInformerConstants.NAME, name);
  }
}
