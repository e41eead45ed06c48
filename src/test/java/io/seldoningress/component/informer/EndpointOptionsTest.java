package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.testing.EmbeddedApiServer;
import java.util.List;
import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of endpoints, right and wrong. */
class EndpointOptionsTest extends InformerFixture {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          secrets                              | 'secrets' names no resource: write group/version/plural
          v1/Secret                            | 'v1/Secret' names no resource
          a/b/c/d                              | 'a/b/c/d' names no resource
          v1/                                  | 'v1/' names no resource
          v1/secrets?namespace=default         | Unknown parameters=[{namespace=default}]
          v1/secrets?labelSelectors=a=b        | Unknown parameters=[{labelSelectors=a=b}]
          v1/secrets?namespaces=Models         | 'Models' in namespaces is no name of a namespace
          v1/secrets?namespaces=a,b_c          | 'b_c' in namespaces is no name of a namespace
          v1/secrets?fieldSelector=type        | 'type' in a field selector is neither path=value nor path!=value
          v1/secrets?fieldSelector=a=b,        | '' in a field selector is neither
          v1/secrets?concurrentConsumers=0     | concurrentConsumers must be at least 1, was 0
          v1/secrets?concurrentConsumers=many  | many
          v1/secrets?skipInitial=maybe         | maybe
          v1/secrets?metadataOnly=maybe        | maybe
          v1/secrets?expected=a                | 'a' in expected names no object: write namespace/name
          v1/secrets?expected=a/b,             | '' in expected names no object
          v1/secrets?expected=/b               | '/b' in expected names no object
          v1/secrets?expected=a/b/c            | 'a/b/c' in expected names no object
          v1/secrets?namespaces=b,c&expected=b/x,a/x | 'a/x' in expected is in a namespace that is not watched: namespaces are b, c
          v1/secrets?backOffInitialDelay=0     | initialDelay must be positive
          v1/secrets?backOffInitialDelay=soon  | soon
          v1/secrets?backOffInitialDelay=1h    | maximumDelay PT5M is shorter than initialDelay PT1H
          v1/secrets?oauthToken=x              | given without masterUrl
          v1/secrets?trustCerts=true           | given without masterUrl
          """)
  void aMistakeIsToldWhenTheRouteIsMade(String uri, String message) {
    context.start();

    assertThatThrownBy(() -> context.getEndpoint("kubernetes-informer:" + uri))
        .isInstanceOf(ResolveEndpointFailedException.class)
        .hasStackTraceContaining(message);
    assertThat(requests.entries()).isEmpty();
  }

  @Test
  void valuesArriveWhereTheyBelong() {
    context.start();
    KubernetesInformerEndpoint endpoint =
        context.getEndpoint(
            "kubernetes-informer:networking.istio.io/v1/gateways?namespaces=a, b,&labelSelector=x=y"
                + "&concurrentConsumers=7&skipInitial=true&skipOwnWrites=true"
                + "&metadataOnly=true&expected=a/x, b/y.z"
                + "&backOffInitialDelay=2s&backOffMaximumDelay=3m",
            KubernetesInformerEndpoint.class);

    assertThat(endpoint.groupVersionResource())
        .isEqualTo(new GroupVersionResource("networking.istio.io", "v1", "gateways"));
    KubernetesInformerConfiguration options = endpoint.getConfiguration();
    assertThat(options.namespaceSet()).containsExactlyInAnyOrder("a", "b");
    assertThat(options.getConcurrentConsumers()).isEqualTo(7);
    assertThat(options.isMetadataOnly()).isTrue();
    assertThat(options.queueOptions().expected())
        .containsExactlyInAnyOrder(new ResourceKey("a", "x"), new ResourceKey("b", "y.z"));
    assertThat(options.queueOptions().skipInitial()).isTrue();
    assertThat(options.queueOptions().skipOwnWrites()).isTrue();
    assertThat(options.queueOptions().backOff().initialDelay()).hasSeconds(2);
    assertThat(options.queueOptions().backOff().maximumDelay()).hasMinutes(3);
  }

  @Test
  void endpointsTakeTheComponentsDefaultsAndDoNotShareThem() {
    component.getConfiguration().setNamespaces("default");
    context.start();
    String uri = "kubernetes-informer:v1/configmaps";
    var one = context.getEndpoint(uri, KubernetesInformerEndpoint.class);
    var other = context.getEndpoint(uri + "?namespaces=other", KubernetesInformerEndpoint.class);

    assertThat(one.getConfiguration().getNamespaces()).isEqualTo("default");
    assertThat(other.getConfiguration().getNamespaces()).isEqualTo("other");
  }

  @Test
  void aConnectionOfItsOwnReachesAnotherServer() {
    try (EmbeddedApiServer second = EmbeddedApiServer.start();
        KubernetesClient secondClient = second.newClient()) {
      secondClient.resource(configMap("default", "there")).create();
      create("here");
      Received there = new Received();
      addRoute("first", CONFIG_MAPS);
      addRoute(
          "second",
          CONFIG_MAPS
              + "&oauthToken=secret&connectionTimeout=900&masterUrl="
              + second.config().getMasterUrl(),
          there);
      context.start();
      received.await("here=0");
      eventually().until(() -> there.all().equals(List.of("there=0")));

      Config config = madeClient().getConfiguration();
      assertThat(config.getOauthToken()).isEqualTo("secret");
      assertThat(config.getConnectionTimeout()).isEqualTo(900);
      context.stop();
    }
  }

  @Test
  void clientsThatTheComponentMadeAreClosedWithItAndThatOfTheUserIsNot() {
    addRoute("route", CONFIG_MAPS + "&masterUrl=" + server.config().getMasterUrl());
    context.start();
    create("a");
    received.await("a=0");
    KubernetesClient made = madeClient();
    context.stop();

    assertThat(made.getHttpClient().isClosed()).isTrue();
    assertThat(component.getKubernetesClient().getHttpClient().isClosed()).isFalse();
    assertThat(requests.entries()).isEmpty();
  }

  private KubernetesClient madeClient() {
    return component.informers().of(GroupVersionResource.parse("v1/configmaps")).stream()
        .map(informer -> informer.options().client())
        .filter(used -> used != component.getKubernetesClient())
        .findFirst()
        .orElseThrow();
  }
}
