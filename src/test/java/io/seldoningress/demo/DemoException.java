package io.seldoningress.demo;

/** The demo can't start; the message tells the person who started it why and what to do. */
final class DemoException extends Exception {

  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    super(message);
  }

  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}
