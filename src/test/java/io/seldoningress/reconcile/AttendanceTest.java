package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AttendanceTest {

  private static final Duration HOLD = Duration.ofNanos(10);

  @Test
  void whoIsBackIsLookedAtAgainWhenTheHoldTimeEnds() {
    Attendance now = look(look(look(Attendance.FIRST, "ab", 0), "a", 5), "ab", 7);

    assertThat(now.counted()).containsExactly("a");
    assertThat(now.untilNext(7, HOLD)).contains(HOLD);
    assertThat(now.untilNext(16, HOLD)).contains(Duration.ofNanos(1));
    assertThat(now.untilNext(90, HOLD)).contains(Duration.ZERO);
    Attendance after = look(now, "ab", 17);
    assertThat(after.counted()).containsExactlyInAnyOrder("a", "b");
    assertThat(after.untilNext(17, HOLD)).isEmpty();
  }

  @Test
  void whatStaysWithNobodyIsLookedAtAgainWhenTheHoldTimeEnds() {
    Attendance now = look(look(Attendance.FIRST, "a", 0), "", 5);

    assertThat(now.counted()).containsExactly("a");
    assertThat(now.untilNext(6, HOLD)).contains(Duration.ofNanos(9));
    Attendance after = look(now, "", 15);
    assertThat(after.counted()).isEmpty();
    assertThat(after.untilNext(15, HOLD)).isEmpty();
  }

  @Test
  void withNoHoldTimeEverythingIsAtOnce() {
    Attendance now = Attendance.FIRST;
    for (String ready : List.of("ab", "a", "ab", "", "b", "ab", "")) {
      now = now.next(seen(ready), 0, Duration.ZERO);
      assertThat(now.counted())
          .isEqualTo(
              seen(ready).entrySet().stream()
                  .filter(Map.Entry::getValue)
                  .map(Map.Entry::getKey)
                  .collect(Collectors.toSet()));
      assertThat(now.untilNext(0, Duration.ZERO)).isEmpty();
    }
  }

  /** Each look is ready ones of a, b and c as bits, and how long after the one before it is. */
  @Property
  void whateverHappensItIsRight(
      @ForAll @Size(max = 40) List<@IntRange(max = 7) Integer> looks,
      @ForAll @Size(value = 40) List<@IntRange(max = 6) Integer> pauses) {
    Attendance now = Attendance.FIRST;
    long time = Long.MAX_VALUE - 50;
    for (int i = 0; i < looks.size(); i++) {
      time += pauses.get(i);
      Attendance before = now;
      Map<String, Boolean> seen = bits(looks.get(i));
      now = before.next(seen, time, HOLD);

      if (seen.containsValue(true)) {
        assertThat(now.counted()).isNotEmpty().allMatch(seen::get);
        assertGivenBackLate(before, now);
      } else {
        assertThat(before.counted()).containsAll(now.counted());
      }
      assertThat(now.next(seen, time, HOLD)).isEqualTo(now);
      Optional<Duration> next = now.untilNext(time, HOLD);
      next.ifPresent(delay -> assertThat(delay).isBetween(Duration.ofNanos(1), HOLD));
      Attendance settled = now.next(seen, time + HOLD.toNanos(), HOLD);
      if (next.isEmpty()) {
        assertThat(settled.counted()).isEqualTo(now.counted());
      }
    }
  }

  /** As long as one stays that counted, who comes back waits. */
  private static void assertGivenBackLate(Attendance before, Attendance now) {
    boolean othersCount = before.counted().stream().anyMatch(now.counted()::contains);
    for (String service : now.counted()) {
      Presence known = before.presences().get(service);
      if (othersCount && known != null && known.state() == Presence.State.LOST) {
        assertThat(before.counted()).contains(service);
      }
    }
  }

  private static Attendance look(Attendance before, String ready, long now) {
    return before.next(seen(ready), now, HOLD);
  }

  private static Map<String, Boolean> seen(String ready) {
    return Map.of("a", ready.contains("a"), "b", ready.contains("b"));
  }

  private static Map<String, Boolean> bits(int ready) {
    Map<String, Boolean> seen = new TreeMap<>();
    seen.put("a", (ready & 1) != 0);
    seen.put("b", (ready & 2) != 0);
    seen.put("c", (ready & 4) != 0);
    return seen;
  }
}
