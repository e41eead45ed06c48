package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.seldoningress.testing.Crds;
import io.seldoningress.testing.EmbeddedApiServer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.health.ConsumersHealthCheckRepository;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A kind that can't be listed at the start: said once, shown by health, tried until it works. */
class MissingKindTest extends InformerFixture {

  private static final String GATEWAYS = "kubernetes-informer:networking.istio.io/v1/gateways";
  private static final String NOT_INSTALLED =
      "networking.istio.io/v1/gateways is not installed in the cluster:"
          + " its CustomResourceDefinition is missing";

  private final LogLines log = LogLines.of(InformerFailures.class);

  MissingKindTest() {
    super(EmbeddedApiServer.builder().withCrds(false).start());
  }

  @BeforeEach
  void checkHealth() {
    DefaultHealthCheckRegistry registry = new DefaultHealthCheckRegistry();
    ConsumersHealthCheckRepository consumers = new ConsumersHealthCheckRepository();
    consumers.setEnabled(true);
    registry.register(consumers);
    context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
    registry.setCamelContext(context);
  }

  @Test
  void aKindThatIsNotInstalledIsWaitedFor() {
    addRoute("route", GATEWAYS);
    context.start();
    eventually().until(() -> log.lines().size() == 1);
    assertThat(log.lines())
        .containsExactly("WARN " + NOT_INSTALLED + "; trying again with back-off");
    assertThat(component.problems()).containsExactly(NOT_INSTALLED);
    assertThat(health()).containsExactly(Map.entry("DOWN", NOT_INSTALLED));
    eventually().until(() -> lists("gateways") == 3);
    assertThat(log.lines()).hasSize(1);

    Crds.install(client);
    client.resource(gateway("a")).create();

    received.await("a=null");
    eventually().until(() -> log.lines().size() == 2);
    assertThat(log.lines().get(1)).isEqualTo("INFO watching networking.istio.io/v1/gateways again");
    assertThat(health()).extracting(Map.Entry::getKey).containsExactly("UP");
  }

  /** A route decides nothing before all caches that beans read are full. */
  @Test
  void otherRoutesWaitForACacheThatABeanReads() throws Exception {
    component.register(ResourceType.of(Gateway.class));
    create("a");
    addRoute("route", CONFIG_MAPS);
    var cache = component.cache(Gateway.class, Set.of());
    context.start();
    eventually().until(() -> depth("route").ready() == 1);
    eventually().until(() -> lists("gateways") >= 2);
    assertThat(received.all()).isEmpty();

    Crds.install(client);
    received.await("a=0");
    assertThat(cache.get(new ResourceKey("default", "a"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          403 | Forbidden           | no permission to list and watch v1/configmaps in default: a Role or ClusterRole with these verbs is missing
          401 | Unauthorized        | the API server does not know who we are (401) when watching v1/configmaps in default
          429 | TooManyRequests     | can't watch v1/configmaps in default: refused by the test (429)
          500 | InternalError       | can't watch v1/configmaps in default: refused by the test (500)
          """)
  void whatIsRefusedIsTriedUntilItIsAllowed(int code, String reason, String text) throws Exception {
    create("a");
    whileRefused(
        request -> request.plural().equals("configmaps"),
        code,
        reason,
        () -> {
          addRoute("route", CONFIG_MAPS);
          context.start();
          eventually().until(() -> lists("configmaps") == 2);
          assertThat(log.lines()).hasSize(1);
          assertThat(log.lines().get(0)).startsWith("WARN " + text);
          assertThat(health())
              .singleElement()
              .satisfies(
                  one -> {
                    assertThat(one.getKey()).isEqualTo("DOWN");
                    assertThat(one.getValue()).startsWith(text);
                  });
        });

    received.await("a=0");
    eventually().until(() -> health().equals(List.of(Map.entry("UP", ""))));
  }

  @Test
  void aServerThatIsNotThereYetIsWaitedFor() {
    server.takeDown();
    addRoute("route", CONFIG_MAPS);
    context.start();
    eventually().until(() -> log.lines().size() == 1);
    assertThat(log.lines().get(0))
        .contains("can't watch v1/configmaps in default: Connection refused");
    server.bringUp();
    create("a");

    received.await("a=0");
  }

  private List<Map.Entry<String, String>> health() {
    Collection<HealthCheck.Result> results = HealthCheckHelper.invokeReadiness(context);
    return results.stream()
        .filter(result -> result.getCheck().getId().startsWith("consumer:"))
        .map(result -> Map.entry(result.getState().toString(), result.getMessage().orElse("")))
        .toList();
  }

  private static GenericKubernetesResource gateway(String name) {
    GenericKubernetesResource gateway = new GenericKubernetesResource();
    gateway.setApiVersion("networking.istio.io/v1");
    gateway.setKind("Gateway");
    gateway.setMetadata(new ObjectMetaBuilder().withNamespace("default").withName(name).build());
    return gateway;
  }
}
