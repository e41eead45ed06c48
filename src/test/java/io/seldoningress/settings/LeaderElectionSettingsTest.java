package io.seldoningress.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaderElectionSettingsTest {

  @ParameterizedTest
  @CsvSource({"15s, 10s, 2s", "1500ms, 1s, 200ms", "1s, 999ms, 333ms", "10m, 9m, 1m"})
  void timesThatFitTogetherAreTaken(String lease, String renew, String retry) {
    Settings settings = settings(lease, renew, retry);

    assertThat(settings.get(AllSettings.LEADER_ELECTION_LEASE_DURATION))
        .isGreaterThan(settings.get(AllSettings.LEADER_ELECTION_RENEW_DEADLINE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10s | 10s | 2s  | leaderElection.renewDeadline is "10s", too long for leaderElection.leaseDuration, which is "10s"; allowed: less than that
          10s | 11s | 2s  | leaderElection.renewDeadline is "11s", too long for leaderElection.leaseDuration, which is "10s"; allowed: less than that
          15s | 10s | 4s  | leaderElection.retryPeriod is "4s", too long for leaderElection.renewDeadline, which is "10s"; allowed: at most a third of that
          """)
  void timesThatDoNotStopTheStart(String lease, String renew, String retry, String problem) {
    assertThatThrownBy(() -> settings(lease, renew, retry))
        .isInstanceOfSatisfying(
            SettingsException.class, e -> assertThat(e.problems()).containsExactly(problem));
  }

  @ParameterizedTest
  @CsvSource({
    "leaderElection.enabled, yes",
    "leaderElection.enabled, TRUE",
    "leaderElection.enabled, ''",
    "leaderElection.name, ''",
    "leaderElection.name, a.b",
    "leaderElection.namespace, A",
    "leaderElection.leaseDuration, 999ms",
  })
  void whatIsNotAllowedStopsTheStart(String key, String value) {
    assertThatThrownBy(() -> Settings.of(Map.of(key, value), Map.of()))
        .hasMessageContaining(key + " (properties) is \"" + value + "\"; allowed: ");
  }

  @Test
  void itIsOnUnlessItIsSwitchedOff() {
    assertThat(Settings.of(Map.of(), Map.of()).get(AllSettings.LEADER_ELECTION_ENABLED)).isTrue();
    assertThat(
            Settings.of(Map.of(), Map.of("LEADER_ELECTION_ENABLED", "false"))
                .get(AllSettings.LEADER_ELECTION_ENABLED))
        .isFalse();
  }

  private static Settings settings(String lease, String renew, String retry) {
    return Settings.of(
        Map.of(
            "leaderElection.leaseDuration", lease,
            "leaderElection.renewDeadline", renew,
            "leaderElection.retryPeriod", retry),
        Map.of());
  }
}
