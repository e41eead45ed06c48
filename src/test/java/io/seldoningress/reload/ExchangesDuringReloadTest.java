package io.seldoningress.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ExchangesDuringReloadTest extends ReloadTest {
  private static final int LAST_EDIT = 10;

  @Test
  void exchangesInFlightEndInTheRoutesThatTheyStartedIn() throws Exception {
    ListAppender<ILoggingEvent> shutdown = new ListAppender<>();
    shutdown.start();
    Logger logger = (Logger) LoggerFactory.getLogger(DefaultShutdownStrategy.class);
    logger.setLevel(Level.INFO);
    logger.addAppender(shutdown);
    Gate gate = new Gate();
    context.getRegistry().bind("gate", gate);
    write("a.yaml", route("a", "old"));
    write(
        "b.yaml",
        route("b", "").replace("- setBody", "- process: {ref: gate}\n        - setBody")
            + "        - to: direct:a\n");
    start();
    Future<String> inFlight = producer.asyncRequestBody("direct:b", "", String.class);
    assertThat(gate.entered.await(20, TimeUnit.SECONDS)).isTrue();

    write("a.yaml", route("a", "new"));
    write("b.yaml", route("b", "new"));
    Future<Boolean> reload =
        context
            .getExecutorServiceManager()
            .newSingleThreadExecutor(this, "reload")
            .submit(reloader::reload);
    await().atMost(DEADLINE).until(() -> !shutdown.list.isEmpty());
    assertThat(reload).isNotDone();
    gate.open.countDown();

    assertThat(inFlight.get(20, TimeUnit.SECONDS)).isEqualTo("old");
    assertThat(reload.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(ask("b")).isEqualTo("new");
  }

  @Test
  void callersOfARouteThatIsBeingReplacedGetTheAnswerOfOneOrTheOther() throws Exception {
    write("a.yaml", route("a", "0"));
    start();
    Future<Integer> calling =
        context
            .getExecutorServiceManager()
            .newSingleThreadExecutor(this, "caller")
            .submit(this::askUntilTheLastEdit);

    for (int edit = 1; edit <= LAST_EDIT; edit++) {
      write("a.yaml", route("a", String.valueOf(edit)));
      assertThat(reloader.reload()).isTrue();
    }

    assertThat(calling.get(20, TimeUnit.SECONDS)).isPositive();
  }

  /** An exchange that enters while its route stops is rejected, and its caller tries again. */
  private int askUntilTheLastEdit() {
    int answers = 0;
    int last = 0;
    while (last < LAST_EDIT) {
      try {
        int answer = Integer.parseInt(ask("a"));
        assertThat(answer).isGreaterThanOrEqualTo(last);
        last = answer;
        answers++;
      } catch (CamelExecutionException e) {
        assertThat(e).hasRootCauseInstanceOf(RejectedExecutionException.class);
      }
    }
    return answers;
  }

  private static final class Gate implements Processor {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    @Override
    public void process(Exchange exchange) throws InterruptedException {
      entered.countDown();
      assertThat(open.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
