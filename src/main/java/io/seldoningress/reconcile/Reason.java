package io.seldoningress.reconcile;

/**
 * Why routes are not as a SeldonDeployment says: the closed set of reasons, each of them the reason
 * of an Event. One that passes by itself is tried again soon; one that lasts waits for a change.
 */
public enum Reason {
  /** The SeldonDeployment asks for something that can't be routed. */
  INVALID("InvalidSeldonDeployment", false),
  /** An older SeldonDeployment comes out at the same generated name. */
  NAME_TAKEN("GeneratedNameTaken", false),
  /** An object of a generated name belongs to somebody else. */
  FOREIGN_OBJECT("ObjectOfAnotherOwner", false),
  /** The object changed while it was written (409). */
  CONFLICT("WriteConflict", true),
  /** The API server can't be reached, is overloaded or fails (no answer, 408, 429, 5xx). */
  API_UNAVAILABLE("ApiServerUnavailable", true),
  /** The controller's Role lacks a permission (401, 403). */
  FORBIDDEN("Forbidden", false),
  /** The kind or the namespace does not exist (404). */
  NOT_FOUND("NotFound", false),
  /**
   * The API server refuses the object (400, 422 and the like, and 500 for a field that the schema
   * lacks).
   */
  REJECTED("Rejected", false),
  /** A route was replaced by an edited one just then. */
  ROUTE_REPLACED("RouteReplaced", true),
  /** A step of a route failed. */
  STEP_FAILED("StepFailed", false);

  private final String eventReason;
  private final boolean passing;

  Reason(String eventReason, boolean passing) {
    this.eventReason = eventReason;
    this.passing = passing;
  }

  /** The reason in Events: one word in CamelCase, as the API conventions of Kubernetes ask for. */
  public String eventReason() {
    return eventReason;
  }

  /** Whether it is likely to pass by itself within seconds. */
  public boolean passing() {
    return passing;
  }
}
