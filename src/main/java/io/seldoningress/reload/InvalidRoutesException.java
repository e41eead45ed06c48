package io.seldoningress.reload;

import java.util.List;

/** Routes that can't run. The message names each file and what is wrong with it, on one line. */
public final class InvalidRoutesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidRoutesException(List<String> problems) {
    super(String.join("; ", problems));
  }

  InvalidRoutesException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
