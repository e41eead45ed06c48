package io.seldoningress.seldon;

import java.util.Optional;

/**
 * What is kept of the status of a SeldonDeployment: as much as it takes to merge one condition into
 * it.
 *
 * @param extent how much of a status there is
 * @param index the place of the condition IngressReady in the list of conditions; -1 where it is
 *     not there
 * @param ingressReady that condition
 */
public record StatusExcerpt(Extent extent, int index, Optional<IngressReady> ingressReady) {

  /** How much of a status there is. */
  public enum Extent {
    /** None. */
    NOTHING,
    /** A status without a list of conditions. */
    NO_CONDITIONS,
    /** A list of conditions, maybe an empty one. */
    CONDITIONS,
    /** Something of another type than Seldon's, into which no condition can be merged. */
    UNREADABLE
  }

  /** A status without the condition IngressReady. */
  static StatusExcerpt of(Extent extent) {
    return new StatusExcerpt(extent, -1, Optional.empty());
  }
}
