package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.component.apply.NotLeaderException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

  @ParameterizedTest
  @CsvSource({
    "400, REJECTED, false",
    "401, FORBIDDEN, false",
    "403, FORBIDDEN, false",
    "404, NOT_FOUND, false",
    "405, REJECTED, false",
    "408, API_UNAVAILABLE, true",
    "409, CONFLICT, true",
    "413, REJECTED, false",
    "415, REJECTED, false",
    "422, REJECTED, false",
    "429, API_UNAVAILABLE, true",
    "500, API_UNAVAILABLE, true",
    "502, API_UNAVAILABLE, true",
    "503, API_UNAVAILABLE, true",
    "504, API_UNAVAILABLE, true",
  })
  void anAnswerOfTheApiServerPassesOrLasts(int code, Reason reason, boolean passing) {
    Reason found = Failures.reasonOf(answer(code, "no", null));

    assertThat(found).isEqualTo(reason);
    assertThat(found.passing()).isEqualTo(passing);
  }

  @Test
  void aFieldThatTheSchemaLacksLastsThoughItIsAnswered500() {
    String message =
        "failed to create typed patch object: .spec.nonsense: field not declared in schema";

    assertThat(Failures.reasonOf(answer(500, message, null))).isEqualTo(Reason.REJECTED);
  }

  @ParameterizedTest
  @CsvSource({
    "destinationrules, a-b-c, CONFLICT",
    "namespaces, models, NOT_FOUND",
    "virtualservices,, NOT_FOUND"
  })
  void a404OfTheObjectItselfPassesAndOneOfItsNamespaceOrKindLasts(
      String kind, String name, Reason reason) {
    Status status =
        new StatusBuilder()
            .withCode(404)
            .withNewDetails()
            .withKind(kind)
            .withName(name)
            .endDetails()
            .build();

    assertThat(Failures.reasonOf(answer(404, "not found", status))).isEqualTo(reason);
  }

  @Test
  void aNamespaceThatIsBeingDeletedIsNoLackOfPermission() {
    String message =
        "unable to create new content in namespace models because it is being terminated";

    assertThat(Failures.reasonOf(answer(403, message, null))).isEqualTo(Reason.CONFLICT);
  }

  @Test
  void noAnswerPasses() {
    assertThat(
            Failures.reasonOf(new KubernetesClientException("no", new ConnectException("refused"))))
        .isEqualTo(Reason.API_UNAVAILABLE);
    assertThat(
            Failures.reasonOf(
                new KubernetesClientException(
                    "no", new IllegalStateException("what an HTTP client throws"))))
        .isEqualTo(Reason.API_UNAVAILABLE);
    assertThat(Failures.reasonOf(new RuntimeException(new IOException("reset"))))
        .isEqualTo(Reason.API_UNAVAILABLE);
    assertThat(Failures.reasonOf(new KubernetesClientException("no", new TimeoutException())))
        .isEqualTo(Reason.API_UNAVAILABLE);
  }

  @Test
  void whatTheLeaderDoesIsNobodysFault() {
    assertThat(Failures.reasonOf(new RuntimeException(new NotLeaderException("no"))))
        .isEqualTo(Reason.NOT_LEADER);
    assertThat(Reason.NOT_LEADER.moot()).isTrue();
    assertThat(Reason.NOT_LEADER.passing()).isFalse();
  }

  @Test
  void aRouteThatIsBeingReplacedPasses() {
    assertThat(Failures.reasonOf(new RejectedExecutionException()))
        .isEqualTo(Reason.ROUTE_REPLACED);
  }

  @Test
  void anythingElseIsAFaultOfAStep() {
    assertThat(Failures.reasonOf(new IllegalStateException("bug"))).isEqualTo(Reason.STEP_FAILED);
    assertThat(Reason.STEP_FAILED.passing()).isFalse();
  }

  @Test
  void theWaitThatTheApiServerAsksForIsFoundInItsAnswer() {
    Status status =
        new StatusBuilder().withNewDetails().withRetryAfterSeconds(7).endDetails().build();

    assertThat(Failures.retryAfter(answer(429, "busy", status))).isEqualTo(Duration.ofSeconds(7));
    assertThat(Failures.retryAfter(new IllegalStateException(answer(429, "busy", status))))
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(Failures.retryAfter(answer(429, "busy", null))).isZero();
    assertThat(Failures.retryAfter(new IOException("reset"))).isZero();
  }

  @Test
  void nobodyIsKeptWaitingForADay() {
    Status status =
        new StatusBuilder().withNewDetails().withRetryAfterSeconds(86_400).endDetails().build();

    assertThat(Failures.retryAfter(answer(503, "maintenance", status)))
        .isEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @CsvSource({"503, 0, true", "429, 2, true", "429, 3, false", "403, 0, false"})
  void aStepIsTriedAgainSoonIfThatIsLikelyToHelp(int code, int retryAfter, boolean again) {
    Status status =
        new StatusBuilder().withNewDetails().withRetryAfterSeconds(retryAfter).endDetails().build();
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.setProperty(Exchange.EXCEPTION_CAUGHT, answer(code, "no", status));

    assertThat(new Failures(Duration.ofSeconds(2)).isPassing(exchange)).isEqualTo(again);
  }

  private static KubernetesClientException answer(int code, String message, Status status) {
    return new KubernetesClientException(message, code, status);
  }
}
