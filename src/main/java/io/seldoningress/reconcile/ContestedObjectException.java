package io.seldoningress.reconcile;

import io.seldoningress.component.apply.Contest;
import java.time.Duration;

/** Somebody else keeps changing an object back; it is left as it is for a while. */
final class ContestedObjectException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** How the Seldon operator's program is called, which is the name that it writes by. */
  private static final String OPERATOR = "manager";

  private final transient Contest contest;

  ContestedObjectException(Contest contest) {
    super(describe(contest));
    this.contest = contest;
  }

  /** When the object is put right again. */
  Duration retryAfter() {
    return contest.retryAfter();
  }

  String kind() {
    return contest.kind();
  }

  /** The field manager of the other one, or what stands for it. */
  String manager() {
    return contest.manager().orElse("unknown");
  }

  /** The same words each time: what an Event says again is counted. */
  private static String describe(Contest contest) {
    return "%s %s is %s each time that it is put right, which is done less and less often now: one of the two has to stop%s"
        .formatted(
            contest.kind(),
            contest.key(),
            contest.manager().map("changed by the field manager '%s'"::formatted).orElse("undone"),
            contest.manager().filter(OPERATOR::equals).isPresent()
                ? "; the Seldon operator writes by this name where it runs with istio.enabled=true"
                : "");
  }
}
