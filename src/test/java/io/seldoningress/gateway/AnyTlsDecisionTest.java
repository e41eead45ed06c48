package io.seldoningress.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.istio.Hosts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What holds for every decision about HTTPS servers. */
class AnyTlsDecisionTest {

  private static final GatewaySettings SETTINGS = Scenario.settings(false, "*");
  private static final Arbitrary<String> SECRET = Arbitraries.of("default", "s", "t", "u");
  private static final Arbitrary<String> HOSTS =
      Arbitraries.of("a.com", "b.com", "x.a.com", "*.a.com", "*.com")
          .set()
          .ofMinSize(1)
          .ofMaxSize(3)
          .map(hosts -> hosts.stream().sorted().collect(Collectors.joining(",")));

  @Property
  void noTwoSecretsServeOneHostAndOnlySecretsThatAreThere(@ForAll("sources") TlsSources sources) {
    List<TlsServer> servers = TlsPlanner.decide(SETTINGS, sources).servers();

    Statistics.label("servers")
        .collect(Math.min(servers.size(), 2))
        .coverage(coverage -> coverage.check(2).percentage(share -> share > 10));
    assertThat(servers)
        .extracting(TlsServer::secret)
        .doesNotHaveDuplicates()
        .isSubsetOf(sources.secrets().keySet());
    for (TlsServer server : servers) {
      HostTable others = new HostTable();
      servers.stream()
          .filter(other -> !other.equals(server))
          .forEach(other -> other.hosts().forEach(host -> others.put(host, other.secret())));
      assertThat(server.hosts()).isNotEmpty().allMatch(host -> others.any(host).isEmpty());
    }
  }

  @Property
  void whatWasNotServedBeforeIsServedSoundOnly(@ForAll("sources") TlsSources sources) {
    for (TlsServer server : TlsPlanner.decide(SETTINGS, sources).servers()) {
      SecretFacts facts = sources.secrets().get(server.secret());
      Set<String> opened = new HashSet<>(server.hosts());
      sources.current().stream()
          .filter(before -> before.secret().equals(server.secret()))
          .forEach(before -> before.hosts().forEach(opened::remove));

      assertThat(facts.certificate().uncovered(opened)).isEmpty();
      assertThat(opened.isEmpty() || facts.certificate().problemsAt(sources.now()).isEmpty())
          .isTrue();
    }
  }

  @Property
  void aClaimWithoutAProblemIsServedWithItsSecret(@ForAll("sources") TlsSources sources) {
    TlsDecision decision = TlsPlanner.decide(SETTINGS, sources);

    assertThat(decision.claims()).containsOnlyKeys(sources.claims());
    decision
        .claims()
        .forEach(
            (claim, problem) -> {
              if (problem.isEmpty()) {
                assertThat(claim.hosts()).allMatch(host -> serves(decision, claim.secret(), host));
              }
            });
  }

  private static boolean serves(TlsDecision decision, String secret, String host) {
    return decision.servers().stream()
        .filter(server -> server.secret().equals(secret))
        .flatMap(server -> server.hosts().stream())
        .anyMatch(wide -> Hosts.covers(wide, host));
  }

  /** What one tenant asks for is never the trouble of those who were there before. */
  @Property
  void aYoungerClaimChangesNothingForOlderOnes(
      @ForAll("sources") TlsSources any, @ForAll("claim") TlsClaim another) {
    // Servers whose hosts overlap do not come from a decision.
    TlsSources sources = carriedOut(any);
    TlsClaim youngest =
        new TlsClaim("models", "z", "2026-12-31T00:00:00Z", another.secret(), another.hosts());
    Assume.that(!new CurrentServers(sources.current()).serves(youngest));
    List<TlsClaim> claims = new ArrayList<>(sources.claims());
    claims.add(youngest);
    TlsDecision without = TlsPlanner.decide(SETTINGS, sources);

    TlsDecision with =
        TlsPlanner.decide(
            SETTINGS,
            new TlsSources(
                sources.secrets(),
                claims,
                sources.lapsed(),
                sources.foreign(),
                sources.current(),
                sources.now()));

    // One that is refused may gain: of hosts that are kept and hosts of others all of its come out.
    without
        .claims()
        .forEach(
            (claim, problem) ->
                assertThat(with.claims().get(claim)).isIn(problem, Optional.empty()));
    for (TlsServer server : without.servers()) {
      assertThat(server.hosts())
          // What is kept for one that is refused is for whoever gets it.
          .filteredOn(host -> youngest.hosts().stream().noneMatch(z -> Hosts.intersect(z, host)))
          .allMatch(host -> serves(with, server.secret(), host));
    }
  }

  @Property
  void aDecisionThatIsCarriedOutStays(@ForAll("sources") TlsSources sources) {
    TlsDecision first = TlsPlanner.decide(SETTINGS, sources);

    TlsDecision second = TlsPlanner.decide(SETTINGS, carriedOut(sources));

    assertThat(second.servers()).isEqualTo(first.servers());
    assertThat(refused(second)).isEqualTo(refused(first));
  }

  /** The same when what is decided is in the cluster. */
  private static TlsSources carriedOut(TlsSources sources) {
    return new TlsSources(
        sources.secrets(),
        sources.claims(),
        sources.lapsed(),
        sources.foreign(),
        TlsPlanner.decide(SETTINGS, sources).servers(),
        sources.now());
  }

  /** Not why: one that is refused for its own sake may find its hosts taken as well. */
  private static Set<TlsClaim> refused(TlsDecision decision) {
    return decision.claims().entrySet().stream()
        .filter(claim -> claim.getValue().isPresent())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Provide
  Arbitrary<TlsSources> sources() {
    return Combinators.combine(
            secrets(),
            claims(),
            HOSTS.optional(0.3).map(one -> one.orElse("")),
            words("o/g secret=%s hosts=%s", SECRET, HOSTS).optional(0.2).map(one -> one.orElse("")),
            words("%s hosts=%s", SECRET, HOSTS)
                .list()
                .ofMaxSize(3)
                .map(all -> String.join(";", all)))
        .as(Scenario::sources);
  }

  @Provide
  Arbitrary<TlsClaim> claim() {
    return words("z secret=%s hosts=%s", SECRET, HOSTS)
        .map(text -> Scenario.sources("", text, "", "").claims().get(0));
  }

  private static Arbitrary<String> secrets() {
    Arbitrary<String> state =
        Arbitraries.of("", "", "", "expired", "broken", "caOnly", "print=p", "print=p server");
    Arbitrary<String> label = Arbitraries.of("", "", "server", "server hosts=*.a.com");
    Arbitrary<String> words =
        Combinators.combine(HOSTS, state, label)
            .as(
                (hosts, isState, isLabel) ->
                    "san="
                        + hosts
                        + " "
                        + isState
                        + (isState.contains("server") ? "" : " " + isLabel));
    return words
        .list()
        .ofSize(4)
        .map(
            all -> {
              List<String> names = List.of("default", "s", "t", "u");
              StringBuilder text = new StringBuilder();
              for (int i = 0; i < all.size(); i++) {
                text.append(names.get(i))
                    .append(" at=")
                    .append(i)
                    .append(' ')
                    .append(all.get(i))
                    .append(';');
              }
              return text.toString();
            });
  }

  private static Arbitrary<String> claims() {
    return words("secret=%s hosts=%s", SECRET, HOSTS)
        .list()
        .ofMaxSize(5)
        .map(
            all -> {
              StringBuilder text = new StringBuilder();
              for (int i = 0; i < all.size(); i++) {
                text.append('m')
                    .append(i)
                    .append(" at=")
                    .append(i % 3)
                    .append(' ')
                    .append(all.get(i))
                    .append(';');
              }
              return text.toString();
            });
  }

  private static Arbitrary<String> words(
      String format, Arbitrary<String> one, Arbitrary<String> other) {
    return Combinators.combine(one, other).as(format::formatted);
  }
}
