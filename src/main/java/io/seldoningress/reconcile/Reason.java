package io.seldoningress.reconcile;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Why routes are not as a SeldonDeployment says: the closed set of reasons, each of them the reason
 * of an Event. One that passes by itself is tried again soon; one that lasts waits for a change.
 */
public enum Reason {
  /** The SeldonDeployment asks for something that can't be routed. */
  INVALID("InvalidSeldonDeployment", Nature.ITS_OWN),
  /** An older SeldonDeployment comes out at the same generated name. */
  NAME_TAKEN("GeneratedNameTaken", Nature.ITS_OWN),
  /** An older SeldonDeployment, or a VirtualService of somebody else, has its requests. */
  ROUTE_TAKEN("RouteTaken", Nature.ITS_OWN),
  /** An object of a generated name belongs to somebody else. */
  FOREIGN_OBJECT("ObjectOfAnotherOwner", Nature.ITS_OWN),
  /** Somebody else changes an object back each time that it is put right. */
  CONTESTED("ContestedObject", Nature.ITS_OWN),
  /** The SeldonDeployment names a Gateway that is not there. */
  GATEWAY_NOT_FOUND("GatewayNotFound", Nature.UNREACHABLE),
  /** No server of its Gateways is for one of its hosts. */
  HOST_NOT_SERVED("HostNotServed", Nature.UNREACHABLE),
  /** The TLS Secret that it names can't be used for its hosts. */
  TLS_NOT_SERVED("TlsSecretNotServed", Nature.UNREACHABLE),
  /** The object changed while it was written (409). */
  CONFLICT("WriteConflict", Nature.PASSES),
  /** The API server can't be reached, is overloaded or fails (no answer, 408, 429, 5xx). */
  API_UNAVAILABLE("ApiServerUnavailable", Nature.PASSES),
  /** The controller's Role lacks a permission (401, 403). */
  FORBIDDEN("Forbidden", Nature.LASTS),
  /** The kind or the namespace does not exist (404). */
  NOT_FOUND("NotFound", Nature.LASTS),
  /**
   * The API server refuses the object (400, 422 and the like, and 500 for a field that the schema
   * lacks).
   */
  REJECTED("Rejected", Nature.LASTS),
  /** Another replica leads, and writes what is to be written. */
  NOT_LEADER("NotLeader", Nature.MOOT),
  /** A route was replaced by an edited one just then. */
  ROUTE_REPLACED("RouteReplaced", Nature.PASSES),
  /** The SeldonDeployment changed while an older state of it was tried again. */
  OVERTAKEN("Overtaken", Nature.MOOT),
  /** A step of a route failed. */
  STEP_FAILED("StepFailed", Nature.LASTS);

  private enum Nature {
    /** It passes by itself within seconds. */
    PASSES,
    /** Something in the cluster has to change, for this object and others. */
    LASTS,
    /** Something about this object has to change. */
    ITS_OWN,
    /** Its routes are written, but clients don't reach them. */
    UNREACHABLE,
    /** Nothing is wrong: the work was given up. */
    MOOT
  }

  private final String eventReason;
  private final Nature nature;

  Reason(String eventReason, Nature nature) {
    this.eventReason = eventReason;
    this.nature = nature;
  }

  /** The reason in Events: one word in CamelCase, as the API conventions of Kubernetes ask for. */
  @JsonValue
  public String eventReason() {
    return eventReason;
  }

  @Override
  public String toString() {
    return eventReason;
  }

  /** Whether it is likely to pass by itself within seconds. */
  public boolean passing() {
    return nature == Nature.PASSES;
  }

  /** Whether what mends one object with this reason is likely to mend others. */
  public boolean shared() {
    return nature == Nature.PASSES || nature == Nature.LASTS;
  }

  /** Whether routes are written all the same. */
  public boolean leavesRoutes() {
    return nature == Nature.UNREACHABLE;
  }

  /** Whether nothing is wrong: the work was given up, and somebody else or a later turn does it. */
  public boolean moot() {
    return nature == Nature.MOOT;
  }
}
