package io.seldoningress.component.apply;

/**
 * Where a condition goes in an object.
 *
 * @param part what there is of the status
 * @param index the element of the list that it replaces; -1 where it is a new one
 */
public record ConditionPlace(Part part, int index) {

  /** What there is of a status. */
  enum Part {
    NOTHING,
    STATUS,
    CONDITIONS
  }

  /** The object has no status. */
  public static ConditionPlace inNewStatus() {
    return new ConditionPlace(Part.NOTHING, -1);
  }

  /** Its status has no list of conditions. */
  public static ConditionPlace inNewList() {
    return new ConditionPlace(Part.STATUS, -1);
  }

  /** Behind the conditions that there are. */
  public static ConditionPlace atTheEnd() {
    return new ConditionPlace(Part.CONDITIONS, -1);
  }

  /**
   * In place of one that there is.
   *
   * @param index its place in the list, from 0
   */
  public static ConditionPlace at(int index) {
    return new ConditionPlace(Part.CONDITIONS, index);
  }
}
