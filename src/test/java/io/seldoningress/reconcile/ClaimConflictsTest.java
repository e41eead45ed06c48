package io.seldoningress.reconcile;

import static io.seldoningress.reconcile.ClaimedRoutes.deployment;
import static io.seldoningress.reconcile.ClaimedRoutes.key;
import static io.seldoningress.reconcile.ClaimedRoutes.virtualService;
import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimConflictsTest {

  private static final String SOUND = "{name: main, graph: {name: c}}";
  private static final String EXPLAINED =
      "{name: main, graph: {name: c}, explainer: {type: AnchorTabular}}";
  private static final String INVALID = "{name: main, traffic: 50, graph: {name: c}}";
  private static final String TAKEN =
      "path /seldon/ns/a-explainer/ on host * of gateway istio-system/seldon-gateway is taken by ";

  private final ClaimedRoutes cluster = new ClaimedRoutes();
  private final ClaimConflicts conflicts =
      new ClaimConflicts(
          cluster, new Findings(RoutingSettings.defaults()), RoutingSettings.defaults(), "");

  @Test
  void whoeverIsAloneHasAll() {
    put("ns/a", 1, EXPLAINED);
    put("ns/a-explained", 2, SOUND);
    put("other/a-explainer", 3, SOUND);

    assertThat(rivals("ns/a")).isEqualTo(RouteRivals.NONE);
    assertThat(rivals("ns/a-explained")).isEqualTo(RouteRivals.NONE);
    assertThat(rivals("other/a-explainer")).isEqualTo(RouteRivals.NONE);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "1, 1"})
  void theYoungerIsToldWhoHasWhatItWantsAndTheOlderKnowsWhomToTell(int older, int younger) {
    put("ns/a", older, EXPLAINED);
    put("ns/a-explainer", younger, SOUND);

    assertThat(rivals("ns/a-explainer").refusals())
        .extracting(Refusal::message)
        .containsExactly(
            TAKEN
                + "SeldonDeployment ns/a, the older one: choose another path or host, or wait until it is free");
    assertThat(rivals("ns/a-explainer").losers()).isEmpty();
    assertThat(rivals("ns/a")).isEqualTo(losing("ns/a-explainer"));
  }

  @Test
  void theOlderOneWinsWhicheverPathIsLonger() {
    put("ns/a", 2, EXPLAINED);
    put("ns/a-explainer", 1, SOUND);

    assertThat(rivals("ns/a").awaited()).containsExactly(holder("ns/a-explainer"));
    assertThat(rivals("ns/a-explainer")).isEqualTo(losing("ns/a"));
  }

  @Test
  void otherGatewaysAndHostsAreNotInTheWay() {
    put("ns/a", 1, EXPLAINED);
    cluster.put(deployment("ns/a-explainer", 2, "seldon.io/istio-host: a.example.com", SOUND));
    assertThat(rivals("ns/a-explainer")).isEqualTo(RouteRivals.NONE);
    cluster.put(deployment("ns/a-explainer", 2, "seldon.io/istio-gateway: own", SOUND));
    assertThat(rivals("ns/a-explainer")).isEqualTo(RouteRivals.NONE);
    cluster.put(
        deployment(
            "ns/a-explainer",
            2,
            "seldon.io/istio-gateway: 'own,istio-system/seldon-gateway'",
            SOUND));
    assertThat(rivals("ns/a-explainer").awaited()).containsExactly(holder("ns/a"));
  }

  @Test
  void inTheMeshAHostIsForOneOnly() {
    String inMesh = "seldon.io/istio-gateway: mesh, seldon.io/istio-host: models.example.com";
    cluster.put(deployment("ns/one", 1, inMesh, SOUND));
    cluster.put(deployment("other/two", 2, inMesh, SOUND));

    assertThat(rivals("other/two").refusals())
        .extracting(Refusal::message)
        .singleElement()
        .asString()
        .startsWith("host models.example.com in the mesh is taken by SeldonDeployment ns/one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.labels | a SeldonDeployment of another controller",
        "deleted         | one that goes away",
        "invalid         | one that can't be routed"
      })
  void whoIsNotRoutedKeepsNothing(String why, String what) {
    SeldonDeployment older =
        put("ns/a", 1, why.equals("invalid") ? EXPLAINED + ", {name: b}" : EXPLAINED);
    if (why.equals("deleted")) {
      older.getMetadata().setDeletionTimestamp("2026-01-01T00:00:09Z");
    } else if (why.equals("metadata.labels")) {
      older.getMetadata().setLabels(Map.of("seldon.io/controller-id", "another"));
    }
    put("ns/a-explainer", 2, SOUND);

    assertThat(rivals("ns/a-explainer")).as(what).isEqualTo(RouteRivals.NONE);
    assertThat(rivals("ns/a")).as(what).isEqualTo(RouteRivals.NONE);
  }

  @Test
  void whatIsWrittenStaysWithItsSeldonDeploymentWhateverThatAsksForNow() {
    SeldonDeployment older = put("ns/broken", 1, INVALID);
    cluster.put(virtualService("ns/broken", 5, older, spec("prefix: /seldon/ns/a-explainer/x")));
    put("ns/a-explainer", 2, SOUND);

    assertThat(rivals("ns/a-explainer").awaited()).containsExactly(holder("ns/broken"));
    assertThat(rivals("ns/broken")).isEqualTo(losing("ns/a-explainer"));
  }

  @Test
  void whatAYoungerOneWroteIsNotInTheWay() {
    SeldonDeployment younger = put("ns/broken", 3, INVALID);
    cluster.put(virtualService("ns/broken", 3, younger, spec("prefix: /seldon/ns/a-explainer/")));
    put("ns/a-explainer", 2, SOUND);

    assertThat(rivals("ns/a-explainer")).isEqualTo(RouteRivals.NONE);
  }

  @Test
  void whatIsLeftOfOneThatIsGoneIsNotInTheWay() {
    SeldonDeployment gone = deployment("ns/gone", 1, "", SOUND);
    cluster.put(virtualService("ns/gone", 1, gone, spec("prefix: /seldon/ns/a-explainer/")));
    put("ns/a-explainer", 2, SOUND);

    assertThat(rivals("ns/a-explainer")).isEqualTo(RouteRivals.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "1, prefix: /seldon/ns/a-explainer/, true",
    "2, prefix: /seldon/ns/a-explainer/, true",
    "3, prefix: /seldon/ns/a-explainer/, false",
    "1, prefix: /seldon/ns/, true",
    "1, prefix: /sel, true",
    "1, exact: /seldon/ns/a-explainer/api, true",
    "1, prefix: /, false",
    "1, regex: .*, false",
    "1, prefix: /other/, false"
  })
  void anOlderVirtualServiceOfSomebodyElseKeepsItsRequests(int created, String uri, boolean kept) {
    ObservedVirtualService foreign =
        cluster.put(virtualService("team/theirs", created, null, spec(uri)));
    put("ns/a-explainer", 2, SOUND);

    assertThat(rivals("ns/a-explainer").refusals())
        .extracting(Refusal::message)
        .hasSize(kept ? 1 : 0)
        .allMatch(message -> message.startsWith(TAKEN + "VirtualService team/theirs, the older"));
    if (kept) {
      assertThat(conflicts.wanting(foreign)).containsExactly(key("ns/a-explainer"));
    }
  }

  /** A prefix that ends within a segment has a key with everybody in its folder. */
  @Test
  void aPrefixWithoutASlashMattersToNobodyElse() {
    cluster.put(deployment("ns/api", 2, "seldon.io/istio-path: /api/v1/", SOUND));
    put("ns/unrelated", 2, SOUND);
    ObservedVirtualService foreign =
        cluster.put(virtualService("team/theirs", 1, null, spec("prefix: /api")));

    assertThat(conflicts.wanting(foreign)).containsExactly(key("ns/api"));
  }

  @Test
  void whoIsNotInTheWayOfWhatWasWrittenIsNoLoser() {
    SeldonDeployment broken = put("ns/broken", 1, INVALID);
    cluster.put(virtualService("ns/broken", 1, broken, spec("prefix: /api")));
    cluster.put(deployment("ns/api", 2, "seldon.io/istio-path: /api/v1/", SOUND));
    put("ns/unrelated", 2, SOUND);

    assertThat(rivals("ns/broken")).isEqualTo(losing("ns/api"));
  }

  /** An orphan of an earlier life is adopted; of another owner's the name is told already. */
  @Test
  void aVirtualServiceOfItsOwnNameIsNotInTheWay() {
    cluster.put(virtualService("ns/a", 1, null, spec("prefix: /seldon/ns/a/")));
    put("ns/a", 2, SOUND);

    assertThat(rivals("ns/a")).isEqualTo(RouteRivals.NONE);
  }

  @Test
  void theOldestOfAllIsToldOf() {
    put("ns/a", 1, EXPLAINED);
    cluster.put(virtualService("team/theirs", 0, null, spec("prefix: /seldon/ns/")));
    put("ns/a-explainer", 3, SOUND);
    assertThat(rivals("ns/a-explainer").awaited())
        .containsExactly(RouteHolder.virtualService(key("team/theirs")));

    cluster.put(virtualService("team/theirs", 2, null, spec("prefix: /seldon/ns/")));
    assertThat(rivals("ns/a-explainer").awaited()).containsExactly(holder("ns/a"));
  }

  /** Thousands of one gateway and host: as many questions as for two, and nobody compared. */
  @Test
  void whoOverlapsIsFoundWithoutALookAtAllOthers() {
    put("ns/a", 1, EXPLAINED);
    put("ns/a-explainer", 2, SOUND);
    rivals("ns/a-explainer");
    int lookups = cluster.lookups;
    int found = cluster.found;
    IntStream.range(0, 2_000).forEach(i -> put("ns" + i % 50 + "/m" + i, 10 + i, EXPLAINED));
    IntStream.range(0, 1_000).forEach(i -> put("ns/m" + i, 10 + i, EXPLAINED));

    rivals("ns/a-explainer");
    assertThat(cluster.lookups).isEqualTo(2 * lookups).isLessThan(40);
    assertThat(cluster.found).isEqualTo(2 * found);
    cluster.found = 0;
    assertThat(rivals("ns1/m1")).isEqualTo(RouteRivals.NONE);
    assertThat(cluster.found).isLessThan(10);
  }

  @Test
  void thoseWhoWantTheSameArePutInOrderWithFewChecks() {
    String host = "seldon.io/istio-gateway: mesh, seldon.io/istio-host: models.example.com";
    IntStream.range(0, 300).forEach(i -> cluster.put(deployment("ns/m" + i, i, host, SOUND)));

    assertThat(rivals("ns/m0").losers()).hasSize(299);
    assertThat(rivals("ns/m299").awaited()).containsExactly(holder("ns/m0"));
    assertThat(rivals("ns/m1").losers()).isEmpty();
  }

  private SeldonDeployment put(String key, int created, String predictors) {
    return cluster.put(deployment(key, created, "", predictors));
  }

  private RouteRivals rivals(String key) {
    return conflicts.of(cluster.deployment(key(key)).orElseThrow());
  }

  private static RouteRivals losing(String key) {
    return new RouteRivals(List.of(), Set.of(), List.of(key(key)));
  }

  private static RouteHolder holder(String key) {
    return RouteHolder.deployment(key(key));
  }

  private static String spec(String uri) {
    return "{gateways: [istio-system/seldon-gateway], hosts: ['*'], http: [{match: [{uri: {%s}}]}]}"
        .formatted(uri);
  }
}
