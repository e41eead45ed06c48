package io.seldoningress.testing;

import java.util.Collection;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged through java.util.logging, as OkHttp does, at the finest level. */
final class PlatformLog extends Handler {

  private final Logger root = Logger.getLogger("");
  private final SimpleFormatter format = new SimpleFormatter();
  private final Collection<String> lines;
  private Level before = Level.INFO;

  /**
   * @param lines gets what is logged, from any thread
   */
  PlatformLog(Collection<String> lines) {
    this.lines = lines;
  }

  void open() {
    before = root.getLevel();
    root.setLevel(Level.ALL);
    root.addHandler(this);
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(format.format(line));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
    root.setLevel(before);
  }
}
