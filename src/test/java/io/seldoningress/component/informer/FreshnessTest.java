package io.seldoningress.component.informer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When what a cache shows is too old. */
class FreshnessTest {

  private static final Duration GRACE = Duration.ofMinutes(5);

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final AtomicInteger told = new AtomicInteger();
  private final Freshness freshness = new Freshness(clock::get);

  @Test
  void itLastsForTheGraceAndComesBackAtOnce() {
    freshness.onChange(GRACE, told::incrementAndGet);
    freshness.look(true);

    after(GRACE, false);
    assertThat(freshness.isWithin(GRACE)).isTrue();
    assertThat(told).hasValue(0);

    after(Duration.ofSeconds(1), false);
    after(Duration.ofSeconds(1), false);
    assertThat(freshness.isWithin(GRACE)).isFalse();
    assertThat(told).hasValue(1);

    after(Duration.ofSeconds(1), true);
    assertThat(freshness.isWithin(GRACE)).isTrue();
    assertThat(told).hasValue(2);
  }

  @Test
  void aBreakBelowTheGraceIsNotTold() {
    freshness.onChange(GRACE, told::incrementAndGet);
    for (int i = 0; i < 5; i++) {
      after(Duration.ofMinutes(4), false);
      after(Duration.ofSeconds(1), true);
    }

    assertThat(told).hasValue(0);
  }

  private void after(Duration time, boolean fresh) {
    clock.addAndGet(time.toNanos());
    freshness.look(fresh);
  }
}
