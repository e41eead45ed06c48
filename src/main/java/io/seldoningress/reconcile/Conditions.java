package io.seldoningress.reconcile;

import io.seldoningress.component.apply.ConditionPlace;
import io.seldoningress.component.apply.ConditionUpdate;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.component.informer.Turn;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.queue.RepeatLimiter;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.StatusExcerpt;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;

/**
 * The bean {@code conditions}: decides when the condition IngressReady of a SeldonDeployment is to
 * be written. It is at once when it says something new, unless many others wait for their routes:
 * then after them, as traffic depends on routes and not on conditions. What was written already and
 * is not there, because somebody dropped it or the write failed, is written again after a wait that
 * doubles, so that two who disagree do not write for ever at full speed. The object's turn comes
 * back for both.
 */
public final class Conditions {

  /** Seconds after somebody dropped it, and in the end every ten minutes. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  /**
   * With fewer in line a condition is written at once: coming back costs a second turn, and a few
   * conditions hold nobody up.
   */
  private static final int MANY_IN_LINE = 50;

  /** What a SeldonDeployment is told: the same once more is a repetition. */
  private record Telling(String uid, int verdict) {}

  private final boolean enabled;
  private final RoutingSettings settings;
  private final String controllerId;
  private final Function<ResourceKey, Optional<SeldonDeployment>> deployments;
  private final Clock clock;
  private final RepeatLimiter<Telling> repetitions;
  private final ConditionFailures failures;

  /** Those whose turn comes back for a condition behind all who were in line. */
  private final Set<ResourceKey> behindOthers = ConcurrentHashMap.newKeySet();

  /**
   * @param enabled whether conditions are written at all
   * @param settings how routes are made
   * @param controllerId the id of this controller: others' SeldonDeployments get no condition
   * @param deployments what the cache shows of a SeldonDeployment now
   * @param clock tells when a condition changed
   * @param nanoClock measures waits
   */
  public Conditions(
      boolean enabled,
      RoutingSettings settings,
      String controllerId,
      Function<ResourceKey, Optional<SeldonDeployment>> deployments,
      Clock clock,
      LongSupplier nanoClock) {
    this.enabled = enabled;
    this.settings = settings;
    this.controllerId = controllerId;
    this.deployments = deployments;
    this.clock = clock;
    this.repetitions = new RepeatLimiter<>(FIRST_WAIT, LONGEST_WAIT, nanoClock);
    this.failures = new ConditionFailures(nanoClock);
  }

  /**
   * What is to be written now.
   *
   * @param exchange one whose body is the {@link Plan} that was carried out, or the {@link
   *     DeadLetter} of its SeldonDeployment
   * @return one update or none, as the new body
   */
  public List<ConditionUpdate> due(Exchange exchange) {
    Object outcome = exchange.getMessage().getBody();
    return Turn.of(exchange).flatMap(turn -> due(turn, outcome)).stream().toList();
  }

  /** The condition of an exchange's object was written. */
  public void written(Exchange exchange) {
    Turn.of(exchange).ifPresent(failures::ended);
  }

  /**
   * The condition of an exchange's object could not be written.
   *
   * @param exchange the exchange, with the exception in the property CamelExceptionCaught
   */
  public void failed(Exchange exchange) {
    Turn.of(exchange).ifPresent(turn -> failures.failed(turn, Failures.caught(exchange)));
  }

  private Optional<ConditionUpdate> due(Turn turn, Object outcome) {
    // Of a turn that came back, or is about one that is gone, nothing is left.
    boolean cameBack = behindOthers.remove(turn.key());
    return newest(turn)
        .filter(Conditions::hasRoom)
        .flatMap(
            deployment ->
                verdict(outcome, deployment)
                    .filter(verdict -> !isTold(deployment, verdict))
                    .filter(verdict -> cameBack || !goesBehindOthers(turn, outcome))
                    .filter(verdict -> mayBeToldNow(turn, deployment, verdict))
                    .map(verdict -> update(deployment, verdict)));
  }

  /** The newest state of a turn's object, if what came of the turn is true of it. */
  private Optional<SeldonDeployment> newest(Turn turn) {
    // What changed meanwhile has its turn next.
    return !enabled || turn.isOvertaken()
        ? Optional.empty()
        : turn.object()
            .filter(SeldonDeployment.class::isInstance)
            .map(SeldonDeployment.class::cast)
            .filter(given -> Planner.isServed(given, controllerId))
            .flatMap(
                given ->
                    deployments
                        .apply(turn.key())
                        .filter(newest -> Caches.sameForRoutes(given, newest)));
  }

  private Optional<Verdict> verdict(Object outcome, SeldonDeployment deployment) {
    if (outcome instanceof DeadLetter letter) {
      return Optional.of(Verdict.notRouted(letter));
    }
    return outcome instanceof Plan plan && !plan.isRefused() && !plan.undecided()
        ? Optional.of(Verdict.routed(deployment, settings, plan.readiness()))
        : Optional.empty();
  }

  private static boolean isTold(SeldonDeployment deployment, Verdict verdict) {
    return deployment.getStatus().ingressReady().filter(verdict::isIn).isPresent();
  }

  /** Who is not routed is told at once: that is all that his turn comes to. */
  private boolean goesBehindOthers(Turn turn, Object outcome) {
    if (!(outcome instanceof Plan) || turn.othersInLine() < MANY_IN_LINE) {
      return false;
    }
    behindOthers.add(turn.key());
    turn.comeBackAtTheEnd();
    return true;
  }

  private boolean mayBeToldNow(Turn turn, SeldonDeployment deployment, Verdict verdict) {
    Telling telling = new Telling(deployment.getMetadata().getUid(), verdict.hashCode());
    Duration repetition = repetitions.untilAllowed(telling);
    Duration pause = failures.pause(turn);
    if (pause.isZero() && repetition.isZero() && repetitions.acquire(telling)) {
      return true;
    }
    if (pause.compareTo(repetition) > 0) {
      // What is parked finds out when it is tried; hundreds of them must not be because of this.
      turn.comeBackAfterSuccess(pause);
    } else {
      turn.comeBackAfter(repetition);
    }
    return false;
  }

  private ConditionUpdate update(SeldonDeployment deployment, Verdict verdict) {
    StatusExcerpt status = deployment.getStatus();
    return new ConditionUpdate(
        deployment, place(status), verdict.condition(status.ingressReady(), clock.instant()));
  }

  private static boolean hasRoom(SeldonDeployment deployment) {
    return deployment.getStatus().extent() != StatusExcerpt.Extent.UNREADABLE;
  }

  private static ConditionPlace place(StatusExcerpt status) {
    return switch (status.extent()) {
      case NOTHING -> ConditionPlace.inNewStatus();
      case NO_CONDITIONS -> ConditionPlace.inNewList();
      case CONDITIONS ->
          status.index() < 0 ? ConditionPlace.atTheEnd() : ConditionPlace.at(status.index());
      case UNREADABLE -> throw new IllegalArgumentException("no condition fits in " + status);
    };
  }
}
