package io.seldoningress.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/**
 * Everything that is logged while this is open, with all loggers at their finest level, those of
 * libraries and of java.util.logging as well. It is not written to the console meanwhile.
 */
public final class EveryLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Map<Logger, Level> levels = new HashMap<>();
  private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final PlatformLog platform = new PlatformLog(lines);

  private EveryLog() {}

  /** Records from now on. */
  public static EveryLog open() {
    EveryLog log = new EveryLog();
    log.start();
    log.openAll();
    return log;
  }

  private void openAll() {
    root.iteratorForAppenders().forEachRemaining(appenders::add);
    appenders.forEach(root::detachAppender);
    root.addAppender(this);
    loggers.getLoggerList().stream()
        .filter(logger -> logger.getLevel() != null)
        .forEach(logger -> levels.put(logger, logger.getLevel()));
    levels.keySet().forEach(logger -> logger.setLevel(Level.TRACE));
    platform.open();
  }

  /** The messages so far, each with its logger, its context and its exception. */
  public Collection<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  protected void append(ILoggingEvent event) {
    String exception =
        event.getThrowableProxy() == null
            ? ""
            : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
    lines.add(
        event.getLoggerName()
            + " "
            + event.getFormattedMessage()
            + " "
            + event.getMDCPropertyMap()
            + exception);
  }

  @Override
  public void close() {
    platform.close();
    levels.forEach(Logger::setLevel);
    root.detachAppender(this);
    appenders.forEach(root::addAppender);
    stop();
  }
}
