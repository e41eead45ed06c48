package io.seldoningress.reconcile;

import io.seldoningress.annotation.MatchAnnotations;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.component.informer.Turn;
import io.seldoningress.istio.Names;
import io.seldoningress.istio.Readiness;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which predictors count as ready, and remembers what it takes for that: those of a
 * SeldonDeployment in which several have a share. It forgets with the process: what is ready at the
 * start counts.
 */
public final class ReadinessGate {

  private static final Logger log = LoggerFactory.getLogger(ReadinessGate.class);

  private final Endpoints endpoints;
  private final String controllerId;
  private final Duration hold;
  private final LongSupplier nanoClock;
  private final Map<ResourceKey, Attendance> attendances = new ConcurrentHashMap<>();

  /**
   * @param endpoints who has ready endpoints; where that is not known everybody counts as ready
   * @param controllerId the id of this controller: others' SeldonDeployments are not looked at
   * @param hold how long one that is back has to be ready before it counts
   * @param nanoClock measures that
   */
  public ReadinessGate(
      Endpoints endpoints, String controllerId, Duration hold, LongSupplier nanoClock) {
    this.endpoints = endpoints;
    this.controllerId = controllerId;
    this.hold = hold;
    this.nanoClock = nanoClock;
  }

  /**
   * Which predictors of a SeldonDeployment count as ready now. Never throws, also for a broken one.
   *
   * @param turn comes back when that may change by time alone
   */
  Readiness decide(SeldonDeployment deployment, Optional<Turn> turn) {
    ResourceKey key = ResourceKey.of(deployment);
    Set<String> services = services(deployment);
    boolean served = Planner.isServed(deployment, controllerId);
    if (!served || services.size() < 2 || !endpoints.areKnown()) {
      forget(key);
      return Readiness.ALL;
    }
    Attendance attendance =
        attendances.compute(
            key,
            (same, before) ->
                told(
                    key,
                    before == null ? Attendance.FIRST : before,
                    (before == null ? Attendance.FIRST : before)
                        .next(look(key, services), nanoClock.getAsLong(), hold)));
    attendance
        .untilNext(nanoClock.getAsLong(), hold)
        .ifPresent(delay -> turn.ifPresent(here -> here.comeBackAfterSuccess(delay)));
    return readiness(deployment, attendance);
  }

  private static Attendance told(ResourceKey key, Attendance before, Attendance next) {
    Set<String> away = new TreeSet<>(next.shifted());
    if (!away.equals(before.shifted())) {
      String reason =
          next.counted().isEmpty() ? "NOBODY_READY" : away.isEmpty() ? "READY" : "UNREADY";
      key.on(log.atInfo())
          .addKeyValue("reason", reason)
          .addKeyValue("unready", String.join(",", away))
          .log("shares follow who is ready");
    }
    return next;
  }

  /**
   * Whether the endpoints of a SeldonDeployment's predictors show something else than when it was
   * asked about last. Of one that was not asked about there is no news: it has its turn.
   */
  boolean isNews(ResourceKey key) {
    boolean[] news = new boolean[1];
    // Within the lock of a turn, which may have looked and not remembered that yet.
    attendances.computeIfPresent(
        key,
        (same, attendance) -> {
          Map<String, Boolean> looks = attendance.looks();
          news[0] = !look(key, looks.keySet()).equals(looks);
          return attendance;
        });
    return news[0];
  }

  /** The SeldonDeployments of a namespace that were asked about. */
  List<ResourceKey> knownIn(String namespace) {
    return attendances.keySet().stream().filter(key -> key.namespace().equals(namespace)).toList();
  }

  /** A SeldonDeployment is gone. */
  void forget(ResourceKey key) {
    attendances.remove(key);
  }

  /** How many predictors have their shares at others. */
  public long shifted() {
    return attendances.values().stream().mapToLong(attendance -> attendance.shifted().size()).sum();
  }

  private Map<String, Boolean> look(ResourceKey key, Set<String> services) {
    Map<String, Boolean> looks = new HashMap<>();
    services.forEach(service -> looks.put(service, endpoints.hasReady(key.namespace(), service)));
    return looks;
  }

  private static Readiness readiness(SeldonDeployment deployment, Attendance attendance) {
    return new Readiness(
        substitutable(deployment)
            .filter(one -> !attendance.counted().contains(Names.predictorKey(deployment, one)))
            .map(Predictor::index)
            .collect(Collectors.toSet()));
  }

  private static Set<String> services(SeldonDeployment deployment) {
    return substitutable(deployment)
        .map(one -> Names.predictorKey(deployment, one))
        .collect(Collectors.toSet());
  }

  /** Those that get requests which others could answer: a share, or what they match. */
  private static Stream<Predictor> substitutable(SeldonDeployment deployment) {
    return deployment.predictors().stream()
        .filter(Predictor::live)
        .filter(one -> one.traffic() > 0 || MatchAnnotations.MATCH.written(one).isPresent());
  }
}
