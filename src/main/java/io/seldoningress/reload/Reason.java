package io.seldoningress.reload;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.util.ObjectHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The part of Camel's nested exceptions that a person who edits routes wants to read. */
final class Reason {
  private static final int MOST = 1000;

  private Reason() {}

  /**
   * The innermost cause on one line; it names the option, bean or key, the outer ones repeat it.
   */
  static String of(Throwable error) {
    Throwable cause = ObjectHelper.createExceptionIterable(error).iterator().next();
    if (cause instanceof MarkedYamlEngineException marked) {
      return oneLine(problem(marked));
    }
    String message = cause.getMessage();
    return message != null && message.contains(" ")
        ? oneLine(message)
        : oneLine(cause.getClass().getSimpleName() + ": " + message);
  }

  /** Where it is and what, without the excerpt of the file that takes some lines. */
  private static String problem(MarkedYamlEngineException error) {
    return error
            .getProblemMark()
            .map(mark -> "line %d, column %d: ".formatted(mark.getLine() + 1, mark.getColumn() + 1))
            .orElse("")
        + error.getProblem();
  }

  /** The id of the route that could not be made, if the error is about one. */
  static Optional<String> routeOf(Throwable error) {
    Stream<Optional<String>> ids =
        Stream.of(
            Optional.ofNullable(
                    ObjectHelper.getException(FailedToCreateRouteException.class, error))
                .map(FailedToCreateRouteException::getRouteId),
            Optional.ofNullable(ObjectHelper.getException(FailedToStartRouteException.class, error))
                .map(FailedToStartRouteException::getRouteId));
    return ids.flatMap(Optional::stream).findFirst();
  }

  static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s*[\\p{Cntrl}]+\\s*", " ").replaceAll(" {2,}", " ");
    return line.length() <= MOST ? line : line.substring(0, MOST) + "...";
  }
}
