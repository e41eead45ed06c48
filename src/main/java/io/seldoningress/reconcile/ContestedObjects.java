package io.seldoningress.reconcile;

import io.seldoningress.component.apply.Contest;
import io.seldoningress.component.apply.Contests;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.camel.ExchangeProperty;

/** The step {@code contestedObjects}. */
public final class ContestedObjects {

  private final Contests contests;

  public ContestedObjects(Contests contests) {
    this.contests = contests;
  }

  /**
   * Fails where an object of a plan was not written because somebody else keeps changing it back.
   * It comes after all writes, so that the other objects of the SeldonDeployment do not wait for
   * this one.
   *
   * @param plan the exchange property {@code plan}
   */
  public void check(@ExchangeProperty(Plan.PROPERTY) Plan plan) {
    Stream.concat(plan.desired().stream(), plan.stale().stream())
        .flatMap(object -> contests.of(object).stream())
        .min(Comparator.comparing(Contest::retryAfter))
        .ifPresent(
            contest -> {
              throw new ContestedObjectException(contest);
            });
  }
}
