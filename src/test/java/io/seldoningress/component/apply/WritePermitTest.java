package io.seldoningress.component.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.seldoningress.testing.ApiServer;
import io.seldoningress.testing.EmbeddedApiServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.CamelExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A process that may not write does not write, whatever a route asks for. */
class WritePermitTest extends ApplyFixture {

  private static final EmbeddedApiServer SERVER = EmbeddedApiServer.start();

  @Override
  ApiServer server() {
    return SERVER;
  }

  @AfterAll
  static void stopServer() {
    SERVER.close();
  }

  @Test
  void withoutItNothingIsSent() {
    apply(route("{hosts: [h]}"));
    apply(configMap());
    awaitCached();
    requests.clear();
    component.setWritePermit(allowing(0));

    assertNotLeader(() -> apply(route("{hosts: [other]}")));
    assertNotLeader(() -> delete(observed()));
    assertNotLeader(() -> apply(configMap()));
    assertNotLeader(() -> delete(configMap()));
    assertNotLeader(() -> send("condition", condition()));
    assertThat(writes()).isEmpty();
  }

  @Test
  void whatIsAsItShouldBeNeedsNone() {
    apply(route("{hosts: [h]}"));
    component.setWritePermit(allowing(0));

    assertThat(apply(route("{hosts: [h]}"))).isEqualTo(ApplyResult.Outcome.NOOP);
  }

  /** Fields of others are taken away by a second request, which is asked for by itself. */
  @Test
  void itIsAskedForBeforeEachRequest() {
    apply(route("{hosts: [h]}"));
    applyAs("other", "", "{tcp: [{route: [{destination: {host: x}}]}]}");
    awaitCached();
    requests.clear();
    component.setWritePermit(allowing(1));

    assertNotLeader(() -> apply(route("{hosts: [other]}")));
    assertThat(writes()).containsExactly("PATCH");
  }

  private static void assertNotLeader(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(CamelExecutionException.class)
        .hasCauseInstanceOf(NotLeaderException.class);
  }

  private ConditionUpdate condition() {
    return new ConditionUpdate(
        observed(), ConditionPlace.inNewStatus(), new ObjectCondition("Ready", "True", "", "", ""));
  }

  private ConfigMap configMap() {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("c")
        .endMetadata()
        .build();
  }

  private static WritePermit allowing(int requests) {
    AtomicInteger left = new AtomicInteger(requests);
    return new WritePermit() {
      @Override
      public <T> T write(Function<Duration, T> request) {
        if (left.getAndDecrement() <= 0) {
          throw new NotLeaderException("no");
        }
        return request.apply(Duration.ofMinutes(1));
      }
    };
  }
}
