package io.seldoningress.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be closed, the last one first. */
final class Closing implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Adds what is to be closed before all that was added so far. */
  synchronized <T extends AutoCloseable> T last(T closeable) {
    open.push(closeable);
    return closeable;
  }

  /** Closes all, also when some of them fail; fails with the first failure. */
  @Override
  public synchronized void close() {
    RuntimeException first = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        first = first == null ? new IllegalStateException(e) : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
