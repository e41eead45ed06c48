package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import io.seldoningress.testing.EmbeddedApiServer;
import io.seldoningress.testing.RecordedLog;
import java.net.ConnectException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final ResourceKey KEY = new ResourceKey("default", "m");

  private final EmbeddedApiServer server = EmbeddedApiServer.start();
  private final KubernetesClient client = server.newClient();
  private final SeldonDeployment deployment =
      SeldonDeployments.withSpec("predictors: [{name: main}]");
  private Report report;

  @BeforeEach
  void makeReport() {
    deployment.getMetadata().setNamespace("default");
    report = new Report(new WarningEvents(client, Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void refusalsOfOneReasonAreOneEvent() {
    report.planned(plan(new Refusal(Reason.INVALID, "one"), new Refusal(Reason.INVALID, "two")));

    assertThat(events()).extracting(Event::getReason).containsExactly("InvalidSeldonDeployment");
    assertThat(events()).extracting(Event::getMessage).containsExactly("one; two");
    assertThat(events()).extracting(Event::getType).containsExactly("Warning");
  }

  @Test
  void theSameIsToldOnceAndAnotherControllerFindsTheEventThere() {
    Plan refused = plan(new Refusal(Reason.INVALID, "one"));
    try (RecordedLog log = RecordedLog.of(Report.class)) {
      report.planned(refused);
      report.planned(refused);
      new Report(new WarningEvents(client, Clock.systemUTC())).planned(refused);

      assertThat(log.lines()).hasSize(2);
      assertThat(events()).hasSize(1);
    }
  }

  @Test
  void whatIsWellAgainIsTold() {
    try (RecordedLog log = RecordedLog.of(Report.class)) {
      report.planned(plan(new Refusal(Reason.INVALID, "one")));
      report.planned(plan());
      report.planned(plan());

      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(1)).startsWith("INFO").contains("default/m");
    }
  }

  @Test
  void aFailureIsToldByWhatTheApiServerSaidAndNotByTheExchangeThatHadIt() {
    KubernetesClientException answer = new KubernetesClientException("no such field", 422, null);
    for (int attempt = 0; attempt < 2; attempt++) {
      Exception wrapped =
          new CamelExecutionException(
              "failed", new DefaultExchange(new DefaultCamelContext()), answer);
      report.failed(wrapped, plan(), "default", "m");
    }

    assertThat(events()).extracting(Event::getMessage).containsExactly("no such field");
    assertThat(events()).extracting(Event::getReason).containsExactly("Rejected");
  }

  @Test
  void whatPassesByItselfIsNoEvent() {
    report.failed(
        new KubernetesClientException("no answer", new ConnectException("refused")),
        plan(),
        "default",
        "m");

    assertThat(events()).isEmpty();
  }

  @Test
  void aLongMessageIsCutToWhatAnEventTakes() {
    report.planned(plan(new Refusal(Reason.INVALID, "x".repeat(5_000))));

    assertThat(events().get(0).getMessage()).hasSize(1024).endsWith("...");
  }

  private Plan plan(Refusal... refusals) {
    return new Plan(
        KEY,
        Optional.of(deployment),
        List.of(),
        List.of(),
        List.of(refusals),
        List.of(),
        List.of());
  }

  private List<Event> events() {
    return client.v1().events().inNamespace("default").list().getItems();
  }
}
