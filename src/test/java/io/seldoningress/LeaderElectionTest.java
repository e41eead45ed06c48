package io.seldoningress;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.leader.LeaseOptions;
import io.seldoningress.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Lease a controller takes. */
class LeaderElectionTest {

  @Test
  void theDefaultsAreTheKnownValues() {
    assertThat(options("pods-namespace", Map.of()))
        .isEqualTo(
            new LeaseOptions(
                "pods-namespace",
                "seldon-istio-ingress",
                "me",
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"own, '', own", "-, '', default", "own, other, other"})
  void theNamespaceIsThePodsUnlessOneIsSet(String own, String set, String namespace) {
    assertThat(options(own, Map.of("leaderElection.namespace", set)).namespace())
        .isEqualTo(namespace);
  }

  @Test
  void anIdThatFitsIsPartOfTheName() {
    assertThat(name("team-a")).isEqualTo("seldon-istio-ingress-team-a");
  }

  @Test
  void controllersWithDifferentIdsTakeDifferentLeases() {
    List<String> ids = List.of("", "team-a", "team-A", "team_a", "team.a", "t".repeat(63));

    assertThat(ids.stream().map(LeaderElectionTest::name))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?"))
        .containsExactlyElementsOf(ids.stream().map(LeaderElectionTest::name).toList());
  }

  private static String name(String controllerId) {
    return options("own", Map.of("controller.id", controllerId)).name();
  }

  private static LeaseOptions options(String ownNamespace, Map<String, String> settings) {
    return LeaderElection.options(Settings.of(settings, Map.of()), ownNamespace, "me");
  }
}
