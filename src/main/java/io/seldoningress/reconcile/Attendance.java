package io.seldoningress.reconcile;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Who of the Services that share the requests of one SeldonDeployment counts as ready.
 *
 * <p>Where nobody counts, those that are only just back do, first of all those that counted last.
 * Where nobody has a ready endpoint at all, what was said before stays for the hold time: no
 * weights help then, so nothing hurries, and one that crashes all the time while the others are
 * away has the routes written once.
 *
 * @param looks what each Service showed: whether it has a ready endpoint
 * @param presences each Service
 * @param counted those that count
 * @param nobodySince since when nobody has a ready endpoint, in nanoseconds
 */
record Attendance(
    Map<String, Boolean> looks,
    Map<String, Presence> presences,
    Set<String> counted,
    OptionalLong nobodySince) {

  /** Of a SeldonDeployment that was not looked at before. */
  static final Attendance FIRST =
      new Attendance(Map.of(), Map.of(), Set.of(), OptionalLong.empty());

  Attendance {
    looks = Map.copyOf(looks);
    presences = Map.copyOf(presences);
    counted = Set.copyOf(counted);
  }

  /**
   * After one more look.
   *
   * @param seen whether each of its Services has a ready endpoint
   * @param now the time, in nanoseconds
   * @param hold the hold time
   */
  Attendance next(Map<String, Boolean> seen, long now, Duration hold) {
    Map<String, Presence> next = new TreeMap<>();
    seen.forEach(
        (service, ready) ->
            next.put(
                service,
                presences.getOrDefault(service, Presence.first(now)).next(ready, now, hold)));
    return seen.containsValue(true)
        ? withSomebody(seen, next, now)
        : withNobody(seen, next, now, hold);
  }

  private Attendance withSomebody(Map<String, Boolean> seen, Map<String, Presence> next, long now) {
    if (next.values().stream().noneMatch(Presence::counts)) {
      Set<String> before = names(seen, service -> seen.get(service) && counted.contains(service));
      next.replaceAll(
          (service, presence) ->
              before.isEmpty() || before.contains(service) ? presence.needed(now) : presence);
    }
    Set<String> counting = names(seen, service -> next.get(service).counts());
    return new Attendance(seen, next, counting, OptionalLong.empty());
  }

  private Attendance withNobody(
      Map<String, Boolean> seen, Map<String, Presence> next, long now, Duration hold) {
    long since = nobodySince.orElse(now);
    Set<String> before = names(seen, counted::contains);
    boolean stays = now - since < hold.toNanos() && before.size() < seen.size();
    return new Attendance(seen, next, stays ? before : Set.of(), OptionalLong.of(since));
  }

  /** When another look may come out differently though no endpoint changes; empty for never. */
  Optional<Duration> untilNext(long now, Duration hold) {
    LongStream elapsed =
        nobodySince.isPresent() ? sinceNobodyCounts(now) : sinceSomebodyIsBack(now);
    OptionalLong longest = elapsed.max();
    return longest.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.max(0, hold.toNanos() - longest.getAsLong())));
  }

  private LongStream sinceNobodyCounts(long now) {
    return nobodySince.stream().filter(since -> !counted.isEmpty()).map(since -> now - since);
  }

  private LongStream sinceSomebodyIsBack(long now) {
    return presences.values().stream()
        .filter(presence -> presence.state() == Presence.State.BACK)
        .mapToLong(presence -> now - presence.since());
  }

  /** The Services that have their shares at others. */
  Set<String> shifted() {
    return counted.isEmpty() ? Set.of() : names(looks, service -> !counted.contains(service));
  }

  private static Set<String> names(Map<String, Boolean> seen, Predicate<String> which) {
    return seen.keySet().stream().filter(which).collect(Collectors.toSet());
  }
}
