package io.seldoningress.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.util.Map;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import org.slf4j.LoggerFactory;

/** How much is logged, and in which form. */
public final class Logging {

  private static final String CONSOLE = "console";

  private Logging() {}

  /**
   * Sets levels.
   *
   * @param level that of all loggers that have none of their own
   * @param levels those of single loggers, by name
   */
  public static void level(String level, Map<String, String> levels) {
    logger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.valueOf(level));
    levels.forEach((name, own) -> logger(name).setLevel(Level.valueOf(own)));
  }

  /** From now on each line is a JSON object; key=value pairs are fields of it. */
  public static void asJson() {
    Appender<ILoggingEvent> console =
        logger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(CONSOLE);
    if (console instanceof OutputStreamAppender<ILoggingEvent> lines) {
      // Not stopped: that would close standard output.
      lines.setEncoder(encoder());
    }
  }

  static LogstashEncoder encoder() {
    LogstashFieldNames names = new LogstashFieldNames();
    names.setTimestamp("time");
    names.setLogger("logger");
    names.setThread("thread");
    names.setVersion(null);
    names.setLevelValue(null);
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
    encoder.setFieldNames(names);
    encoder.setTimeZone("UTC");
    encoder.start();
    return encoder;
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }
}
