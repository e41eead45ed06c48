package io.seldoningress.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much of the Gateway claims get: each here is of 90 hosts of 200 characters, and a server. */
class GatewayBudgetTest {

  private static final int OF_CLAIM = 90 * 200 + GatewayBudget.OF_SERVER;
  private static final int OF_NAMESPACE = GatewayBudget.OF_NAMESPACE / OF_CLAIM;
  private static final int OF_ALL = GatewayBudget.OF_ALL / OF_CLAIM;
  private static final GatewaySettings SETTINGS = Scenario.settings(false, "*");

  @Test
  void aNamespaceGetsItsShareByAge() {
    List<TlsClaim> claims = claims("a", 0, OF_NAMESPACE + 2);

    TlsDecision decision = decide(claims, List.of());

    assertThat(decision.servers()).hasSize(OF_NAMESPACE);
    assertThat(refused(decision))
        .containsExactlyElementsOf(claims.subList(OF_NAMESPACE, claims.size()));
    assertThat(decision.claims().get(claims.get(OF_NAMESPACE)))
        .contains(
            "with it the HTTPS servers for namespace 'a' would take %d characters of the Gateway; allowed: 100000"
                .formatted((OF_NAMESPACE + 1) * OF_CLAIM));
  }

  @Test
  void aNamespaceHasNothingOfTheShareOfAnother() {
    List<TlsClaim> claims = new ArrayList<>(claims("a", 0, OF_NAMESPACE + 1));
    claims.addAll(claims("b", 50, 1));

    assertThat(refused(decide(claims, List.of()))).containsExactly(claims.get(OF_NAMESPACE));
  }

  @Test
  void allNamespacesTogetherGetNoMoreThanTheGatewayHolds() {
    List<TlsClaim> claims =
        IntStream.range(0, OF_ALL + 1).mapToObj(i -> claims("n" + i, i, 1).get(0)).toList();

    TlsDecision decision = decide(claims, List.of());

    assertThat(refused(decision)).containsExactly(claims.get(OF_ALL));
    assertThat(decision.claims().get(claims.get(OF_ALL)).orElseThrow())
        .startsWith("with it the HTTPS servers of all namespaces would take ")
        .endsWith("; allowed: 500000");
  }

  @Test
  void whoIsServedKeepsTheRoomThatHeHas() {
    List<TlsClaim> claims = claims("a", 0, OF_NAMESPACE + 1);
    List<TlsServer> younger =
        claims.subList(1, claims.size()).stream()
            .map(claim -> new TlsServer(claim.secret(), claim.hosts()))
            .toList();

    assertThat(refused(decide(claims, younger))).containsExactly(claims.get(0));
  }

  /** Or a tenant would get more with each claim that he spoils after it is served. */
  @Test
  void hostsThatAreKeptForOneThatIsRefusedCount() {
    List<TlsClaim> claims = new ArrayList<>(claims("a", 0, OF_NAMESPACE + 1));
    List<TlsServer> current =
        claims.subList(0, OF_NAMESPACE).stream()
            .map(claim -> new TlsServer(claim.secret(), claim.hosts()))
            .toList();
    TlsClaim served = claims.get(0);
    claims.set(
        0,
        new TlsClaim(
            served.namespace(), served.name(), served.created(), "missing", served.hosts()));

    TlsDecision decision = decide(claims, current);

    assertThat(refused(decision)).containsExactly(claims.get(0), claims.get(OF_NAMESPACE));
    assertThat(decision.servers()).hasSize(OF_NAMESPACE);
  }

  @Test
  void hostsAndServersThatSeveralShareCountOnce() {
    TlsClaim one = claims("a", 0, 1).get(0);
    List<TlsClaim> claims =
        IntStream.range(0, 3 * OF_NAMESPACE)
            .mapToObj(i -> new TlsClaim("a", "m" + i, one.created(), one.secret(), one.hosts()))
            .toList();

    assertThat(refused(decide(claims, List.of()))).isEmpty();
  }

  private static List<TlsClaim> claims(String namespace, int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(
            i ->
                new TlsClaim(
                    namespace,
                    "m" + i,
                    "2026-01-01T00:00:%02dZ".formatted(i),
                    "s" + i,
                    IntStream.range(0, 90).mapToObj(host -> host(i, host)).toList()))
        .toList();
  }

  private static String host(int claim, int host) {
    String name = "h%d-%d".formatted(claim, host);
    return name + "x".repeat(46 - name.length()) + ("." + "x".repeat(49)).repeat(3) + ".com";
  }

  private static TlsDecision decide(List<TlsClaim> claims, List<TlsServer> current) {
    String secrets =
        claims.stream()
            .filter(claim -> !claim.secret().equals("missing"))
            .collect(Collectors.toMap(TlsClaim::secret, TlsClaim::hosts, (one, other) -> one))
            .entrySet()
            .stream()
            .map(secret -> secret.getKey() + " san=" + String.join(",", secret.getValue()))
            .collect(Collectors.joining(";"));
    String kept =
        current.stream()
            .filter(
                server ->
                    claims.stream().noneMatch(claim -> claim.secret().equals(server.secret())))
            .map(server -> ";" + server.secret() + " san=" + String.join(",", server.hosts()))
            .collect(Collectors.joining());
    TlsSources none = Scenario.sources(secrets + kept, "", "", "");
    return TlsPlanner.decide(
        SETTINGS,
        new TlsSources(none.secrets(), claims, List.of(), List.of(), current, none.now()));
  }

  private static List<TlsClaim> refused(TlsDecision decision) {
    return decision.claims().entrySet().stream()
        .filter(claim -> claim.getValue().isPresent())
        .map(Map.Entry::getKey)
        .sorted(TlsClaim.BY_AGE)
        .toList();
  }
}
