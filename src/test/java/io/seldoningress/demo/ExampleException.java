package io.seldoningress.demo;

/** A file that can't be used as an example; the message says why, in one line, for its author. */
final class ExampleException extends Exception {

  private static final long serialVersionUID = 1L;

  ExampleException(String message) {
    super(message);
  }

  ExampleException(String message, Throwable cause) {
    super(message, cause);
  }
}
