package io.seldoningress.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseOptionsTest {

  @ParameterizedTest
  @CsvSource({"15000, 15", "1500, 2", "1001, 2", "1000, 1", "2000, 2"})
  void aLeaseHasWholeSecondsOfWhichNoneIsMissing(long millis, int seconds) {
    assertThat(options(millis, 500, "me").leaseDurationSeconds()).isEqualTo(seconds);
  }

  @Test
  void theKnownValuesLeaveTimeBetweenTheLastWriteAndTheLease() {
    LeaseOptions options = options(15_000, 10_000, "me");

    assertThat(options.writesEnd()).isEqualTo(Duration.ofSeconds(14));
    assertThat(options.requestTimeout()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
    assertThat(options).hasToString("Lease ns/lease");
  }

  @Test
  void whatCouldNotWorkIsRefused() {
    assertThatThrownBy(() -> options(1_000, 1_000, "me")).hasMessageContaining("renewDeadline");
    assertThatThrownBy(() -> options(2_000, 1_000, "")).hasMessageContaining("identity");
  }

  private static LeaseOptions options(long lease, long renew, String identity) {
    return new LeaseOptions(
        "ns",
        "lease",
        identity,
        Duration.ofMillis(lease),
        Duration.ofMillis(renew),
        Duration.ofMillis(100));
  }
}
