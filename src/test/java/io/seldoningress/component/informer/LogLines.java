package io.seldoningress.component.informer;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What a class logs from now on, each line as {@code LEVEL message}. */
final class LogLines {

  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  static LogLines of(Class<?> type) {
    LogLines lines = new LogLines();
    lines.appender.list = new CopyOnWriteArrayList<>();
    lines.appender.start();
    ((Logger) LoggerFactory.getLogger(type)).addAppender(lines.appender);
    return lines;
  }

  List<String> lines() {
    return appender.list.stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }
}
