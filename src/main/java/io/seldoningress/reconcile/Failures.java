package io.seldoningress.reconcile;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.component.apply.ForeignObjectException;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;

/**
 * The bean {@code failures}: sorts what goes wrong in a route, once for all: into a {@link Reason}.
 */
public final class Failures {

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
      if (t instanceof KubernetesClientException e && e.getCode() > 0) {
        return reasonOf(e);
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

  /**
   * Whether a failure is likely to pass by itself: the question of {@code onWhen} in the error
   * handling of the routes.
   *
   * @param exchange the exchange that failed
   */
  public boolean isPassing(Exchange exchange) {
    Exception failure =
        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, exchange.getException(), Exception.class);
    return reasonOf(failure).passing();
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
