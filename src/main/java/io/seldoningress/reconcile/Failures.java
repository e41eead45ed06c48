package io.seldoningress.reconcile;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.component.apply.ForeignObjectException;
import io.seldoningress.component.apply.NotLeaderException;
import io.seldoningress.component.informer.Turn;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;

/**
 * The bean {@code failures}: sorts what goes wrong in a route, once for all: into a {@link Reason}.
 */
public final class Failures {

  /**
   * Whoever says a day, a proxy in front of the API server say, would keep changes away so long.
   */
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

  private final Duration longestDelay;

  /**
   * @param longestDelay how long a step waits at the most before it is tried again; what takes
   *     longer waits in the queue
   */
  public Failures(Duration longestDelay) {
    this.longestDelay = longestDelay;
  }

  /**
   * How a write into a namespace that is being deleted is answered; its SeldonDeployment goes next.
   */
  private static final String TERMINATING = "because it is being terminated";

  private static final String UNKNOWN_FIELD = "field not declared in schema";

  /**
   * The reason of a failure.
   *
   * @param failure the exception of a step, with its causes
   */
  public static Reason reasonOf(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof ForeignObjectException) {
        return Reason.FOREIGN_OBJECT;
      }
      if (t instanceof ContestedObjectException) {
        return Reason.CONTESTED;
      }
      if (t instanceof NotLeaderException) {
        return Reason.NOT_LEADER;
      }
      if (t instanceof KubernetesClientException e && e.getCode() > 0) {
        return reasonOf(e);
      }
      if (t instanceof OvertakenException) {
        return Reason.OVERTAKEN;
      }
      if (t instanceof RejectedExecutionException) {
        return Reason.ROUTE_REPLACED;
      }
      if (t instanceof IOException || t instanceof TimeoutException) {
        return Reason.API_UNAVAILABLE;
      }
    }
    // No answer; what an HTTP client throws then is its own affair and not always an IOException.
    return failure instanceof KubernetesClientException
        ? Reason.API_UNAVAILABLE
        : Reason.STEP_FAILED;
  }

  /** What a failure says: its reason, and what its innermost exception says in one line. */
  public static Refusal refusalOf(Throwable failure) {
    return new Refusal(reasonOf(failure), message(failure));
  }

  /** The exception of an exchange that failed, in whatever state of handling. */
  public static Exception caught(Exchange exchange) {
    return exchange.getProperty(
        Exchange.EXCEPTION_CAUGHT, exchange.getException(), Exception.class);
  }

  /**
   * When the API server wants to be asked again (the header Retry-After of its answer), but not
   * later than in five minutes.
   *
   * @return zero where it did not say
   */
  static Duration retryAfter(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof KubernetesClientException e && e.getStatus() != null) {
        return Optional.ofNullable(e.getStatus().getDetails())
            .map(StatusDetails::getRetryAfterSeconds)
            .map(Duration::ofSeconds)
            .map(wish -> wish.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wish)
            .orElse(Duration.ZERO);
      }
    }
    return Duration.ZERO;
  }

  /**
   * Whether a step is to be tried again soon: its failure is likely to pass by itself, and its
   * object has no newer state meanwhile. The question of {@code onWhen} in the error handling of
   * the routes.
   *
   * @param exchange the exchange that failed
   */
  public boolean isPassing(Exchange exchange) {
    Exception failure = caught(exchange);
    return reasonOf(failure).passing()
        && retryAfter(failure).compareTo(longestDelay) <= 0
        && Turn.of(exchange).filter(Turn::isOvertaken).isEmpty();
  }

  /**
   * What the innermost exception says. Camel's own wrap it into texts with an id of the exchange,
   * which would make each try a new message.
   */
  private static String message(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof KubernetesClientException)) {
      cause = cause.getCause();
    }
    String message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return message.lines().findFirst().orElse(message);
  }

  private static Reason reasonOf(KubernetesClientException e) {
    return switch (e.getCode()) {
      case 401 -> Reason.FORBIDDEN;
      case 403 ->
          String.valueOf(e.getMessage()).contains(TERMINATING) ? Reason.CONFLICT : Reason.FORBIDDEN;
      case 404 -> isOfObject(e.getStatus()) ? Reason.CONFLICT : Reason.NOT_FOUND;
      case 408, 429 -> Reason.API_UNAVAILABLE;
      case 409 -> Reason.CONFLICT;
      // How server-side apply answers a field that is not in the schema: it never passes by itself.
      case 500 ->
          String.valueOf(e.getMessage()).contains(UNKNOWN_FIELD)
              ? Reason.REJECTED
              : Reason.API_UNAVAILABLE;
      default -> e.getCode() > 500 ? Reason.API_UNAVAILABLE : Reason.REJECTED;
    };
  }

  /**
   * Whether a 404 is about the object that was written: it was deleted meanwhile. Else its kind or
   * namespace is missing.
   */
  private static boolean isOfObject(Status status) {
    StatusDetails details = status == null ? null : status.getDetails();
    return details != null
        && details.getName() != null
        && !details.getName().isEmpty()
        && !"namespaces".equals(details.getKind());
  }
}
