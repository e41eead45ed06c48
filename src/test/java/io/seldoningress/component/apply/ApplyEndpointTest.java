package io.seldoningress.component.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.seldoningress.testing.EmbeddedApiServer;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplyEndpointTest {

  private final EmbeddedApiServer server = EmbeddedApiServer.start();
  private final DefaultCamelContext context = new DefaultCamelContext();

  @BeforeEach
  void start() {
    context.getRegistry().bind("client", server.newClient());
    context.start();
  }

  @AfterEach
  void stop() {
    context.getRegistry().findByType(KubernetesClient.class).forEach(KubernetesClient::close);
    context.stop();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          create             | 'create' is no operation of kubernetes-apply: write kubernetes-apply:apply, kubernetes-apply:delete or kubernetes-apply:condition
          Apply              | 'Apply' is no operation of kubernetes-apply
          apply?manager=x    | Unknown parameters=[{manager=x}]
          """)
  void aMistakeIsToldWhenTheRouteIsMade(String uri, String message) {
    assertThatThrownBy(() -> context.getEndpoint("kubernetes-apply:" + uri))
        .isInstanceOf(ResolveEndpointFailedException.class)
        .hasStackTraceContaining(message);
  }

  @Test
  void withoutAClientNoRouteStarts() throws Exception {
    try (DefaultCamelContext bare = new DefaultCamelContext()) {
      bare.start();
      assertThatThrownBy(() -> bare.addRoutes(new Route("direct:in", "kubernetes-apply:apply")))
          .hasStackTraceContaining("kubernetes-apply has no client");
    }
  }

  @Test
  void itWritesAndDoesNotConsume() {
    assertThatThrownBy(() -> context.addRoutes(new Route("kubernetes-apply:apply", "mock:x")))
        .hasStackTraceContaining("kubernetes-apply writes objects; kubernetes-informer consumes");
  }

  @Test
  void theFieldManagerIsTheComponentsUnlessTheEndpointNamesOne() {
    context
        .getComponent("kubernetes-apply", KubernetesApplyComponent.class)
        .setFieldManager("component");

    assertThat(endpoint("apply").getFieldManager()).isEqualTo("component");
    assertThat(endpoint("apply?fieldManager=own").getFieldManager()).isEqualTo("own");
  }

  @Test
  void aBodyThatIsNoObjectIsRefused() {
    assertThatThrownBy(() -> context.createProducerTemplate().sendBody("kubernetes-apply:apply", 7))
        .isInstanceOf(CamelExecutionException.class)
        .hasStackTraceContaining("HasMetadata");
  }

  @Test
  void aConditionOfAKindThatIsNotKnownIsRefused() {
    ConditionUpdate update =
        new ConditionUpdate(
            new ConfigMap(),
            ConditionPlace.inNewStatus(),
            new ObjectCondition("Ready", "True", "", "", ""));

    assertThatThrownBy(
            () -> context.createProducerTemplate().sendBody("kubernetes-apply:condition", update))
        .hasStackTraceContaining(
            "knows no objects of class io.fabric8.kubernetes.api.model.ConfigMap");
  }

  private KubernetesApplyEndpoint endpoint(String uri) {
    return context.getEndpoint("kubernetes-apply:" + uri, KubernetesApplyEndpoint.class);
  }

  private static final class Route extends RouteBuilder {
    private final String from;
    private final String to;

    Route(String from, String to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public void configure() {
      from(from).to(to);
    }
  }
}
