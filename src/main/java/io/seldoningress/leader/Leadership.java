package io.seldoningress.leader;

/**
 * Who leads, as far as this process knows.
 *
 * @param leader the identity; empty when nobody is known to
 * @param term which term of this process it is, counted from 1; 0 when it does not lead
 */
record Leadership(String leader, long term) {

  static final Leadership NOBODY = new Leadership("", 0);

  /** Whether this process leads. */
  boolean isOurs() {
    return term > 0;
  }
}
