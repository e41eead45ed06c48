package io.seldoningress.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

/** The lines that a class logs while this is open. */
public final class RecordedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private RecordedLog(Logger logger) {
    this.logger = logger;
  }

  /** Records what a class logs from now on. */
  public static RecordedLog of(Class<?> type) {
    return of(type.getName());
  }

  /** The same by the name of the logger, for a class that the test does not see. */
  public static RecordedLog of(String name) {
    RecordedLog log = new RecordedLog((Logger) LoggerFactory.getLogger(name));
    log.start();
    log.logger.addAppender(log);
    return log;
  }

  /** The lines so far, each as its level, its message, and key=value. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for a line with this text. */
  public void await(String text) {
    Awaitility.await("a log line with '" + text + "', so far " + lines)
        .atMost(Duration.ofSeconds(20))
        .until(() -> lines.stream().anyMatch(line -> line.contains(text)));
  }

  @Override
  protected void append(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(event.getLevel() + " " + event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      event
          .getKeyValuePairs()
          .forEach(pair -> line.append(" ").append(pair.key + "=" + pair.value));
    }
    lines.add(line.toString());
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    stop();
  }
}
