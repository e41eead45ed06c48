package io.seldoningress.reconcile;

import static io.seldoningress.reconcile.ClaimedRoutes.deployment;
import static io.seldoningress.reconcile.ClaimedRoutes.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.Readiness;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatedTurnsTest {

  private static final int LOSERS = 20;
  private static final String SOUND = "{name: main, graph: {name: c}}";
  private static final String OTHER = "{name: other, graph: {name: c}}";

  private final ClaimedRoutes cluster = new ClaimedRoutes();
  private final ClaimConflicts conflicts =
      new ClaimConflicts(
          cluster, new Findings(RoutingSettings.defaults()), RoutingSettings.defaults(), "");
  private final Rivals rivals = new Rivals(cluster::deployment, conflicts);

  @BeforeEach
  void manyWantTheSame() {
    IntStream.rangeClosed(0, LOSERS).forEach(i -> put("ns/m" + i, i, "/same/", SOUND));
    assertThat(turn("ns/m0")).hasSize(LOSERS);
    losersLook();
  }

  @Test
  void aSecondTurnOfAnUnchangedHolderWakesNobody() {
    assertThat(turn("ns/m0")).isEmpty();
    losersLook();
    assertThat(turn("ns/m0")).isEmpty();
  }

  @Test
  void aHolderThatChangedWakesAll() {
    put("ns/m0", 0, "/same/,/more/", SOUND);
    assertThat(turn("ns/m0")).hasSize(LOSERS);
    losersLook();
    put("ns/m0", 0, "/other/", SOUND);
    assertThat(turn("ns/m0")).hasSize(LOSERS);
    assertThat(turn("ns/m0")).isEmpty();
  }

  @Test
  void aHolderThatIsGoneWakesAll() {
    cluster.remove(key("ns/m0"));
    assertThat(turn("ns/m0")).hasSize(LOSERS);
    assertThat(turn("ns/m0")).isEmpty();
  }

  @Test
  void aHolderThatWasMadeAgainWakesAll() {
    put("ns/m0", 100, "/same/", SOUND);
    assertThat(turn("ns/m0")).hasSize(LOSERS);
  }

  @Test
  void aNewLoserIsWoken() {
    put("ns/m100", 100, "/same/", SOUND);
    assertThat(turn("ns/m0")).contains(key("ns/m100"));
  }

  /** Somebody looked in between, and would keep what he saw. */
  @Test
  void aHolderThatChangedBackBeforeItsTurnWakesAll() {
    put("ns/m0", 0, "/same/,/more/", SOUND);
    put("ns/m1", 1, "/same/,/more/", OTHER);
    assertThat(turn("ns/m1")).isEmpty();
    put("ns/m0", 0, "/same/", SOUND);
    assertThat(turn("ns/m0")).contains(key("ns/m1"));
  }

  private void losersLook() {
    IntStream.rangeClosed(1, LOSERS).forEach(i -> assertThat(turn("ns/m" + i)).isEmpty());
  }

  private void put(String key, int created, String paths, String predictors) {
    SeldonDeployment unused =
        cluster.put(deployment(key, created, "seldon.io/istio-path: '" + paths + "'", predictors));
  }

  private List<ResourceKey> turn(String key) {
    Optional<SeldonDeployment> deployment = cluster.deployment(key(key));
    return rivals.toWake(
        new Plan(
            key(key),
            deployment,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            deployment.map(conflicts::of).orElse(RouteRivals.NONE),
            false,
            Readiness.ALL));
  }
}
