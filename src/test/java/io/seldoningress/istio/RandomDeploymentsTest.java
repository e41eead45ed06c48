package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.api.networking.v1alpha3.Destination;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMirrorPolicy;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestination;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.checks.Checks;
import io.seldoningress.checks.Finding;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What holds for every SeldonDeployment, tried on many that were thrown together by dice with a
 * fixed seed.
 */
class RandomDeploymentsTest {

  private static final int TRIES = 5000;
  private static final RoutingSettings SETTINGS = RoutingSettings.defaults();

  private static final List<SeldonDeployment> ALL = throwDice();
  private static final List<SeldonDeployment> SOUND =
      ALL.stream().filter(one -> Checks.check(one, SETTINGS).isEmpty()).toList();

  private static List<SeldonDeployment> throwDice() {
    RandomDeployments random = new RandomDeployments(new Random(1));
    return IntStream.range(0, TRIES).mapToObj(unused -> random.next()).toList();
  }

  private static Stream<SeldonDeployment> deployments() {
    return ALL.stream();
  }

  private static Stream<SeldonDeployment> sound() {
    return SOUND.stream();
  }

  @Test
  void theDiceGiveEnoughOfBothKinds() {
    assertThat(sound().count()).isBetween(TRIES / 20L, TRIES * 19L / 20);
    assertThat(sound().flatMap(RandomDeploymentsTest::routes))
        .anyMatch(route -> route.getRoute().size() == 1)
        .anyMatch(route -> route.getRoute().size() > 1)
        .anyMatch(route -> route.getMirror() != null)
        .anyMatch(route -> route.getMirrors().size() > 1)
        .anyMatch(route -> route.getRetries() != null)
        .anyMatch(route -> route.getRoute().get(0).getDestination().getPort().getNumber() == 9001);
    assertThat(sound()).anyMatch(one -> Names.generated(one).size() > 6);
  }

  @Test
  void findingsAreOneLineWithAPathAndWhatIsAllowed() {
    assertThat(deployments().flatMap(one -> Checks.check(one, SETTINGS).stream()))
        .extracting(Finding::message)
        .allSatisfy(
            message -> assertThat(message).matches("[a-z][^\n\r]+: '[^\n\r]*' is.+allowed: .+"));
  }

  @Test
  void checkingTwiceFindsTheSame() {
    assertThat(deployments().map(one -> Checks.check(one, SETTINGS)).toList())
        .isEqualTo(throwDice().stream().map(one -> Checks.check(one, SETTINGS)).toList());
  }

  @Test
  void everyRouteHasSomebodyAndItsWeightsAddUp() {
    assertThat(sound().flatMap(RandomDeploymentsTest::routes))
        .allSatisfy(
            route -> {
              List<Integer> weights =
                  route.getRoute().stream().map(HTTPRouteDestination::getWeight).toList();
              assertThat(weights).isNotEmpty();
              assertThat(weights.stream().filter(Objects::nonNull)).allMatch(weight -> weight > 0);
              if (weights.size() > 1) {
                assertThat(weights.stream().filter(Objects::nonNull).mapToInt(x -> x).sum())
                    .isEqualTo(100);
              }
            });
  }

  @Test
  void everySubsetThatARouteNamesIsMadeToo() {
    assertThat(sound())
        .allSatisfy(
            deployment ->
                assertThat(subsets(deployment))
                    .containsAll(
                        routes(deployment)
                            .flatMap(RandomDeploymentsTest::destinations)
                            .map(one -> one.getHost() + " " + one.getSubset())
                            .toList()));
  }

  @Test
  void everyPortThatARouteNamesIsOne() {
    assertThat(
            sound()
                .flatMap(RandomDeploymentsTest::routes)
                .flatMap(RandomDeploymentsTest::destinations))
        .allSatisfy(one -> assertThat(one.getPort().getNumber()).isBetween(1L, 65535L));
  }

  @Test
  void everyNameIsValidAndClaimedAndNoneIsGivenTwice() {
    assertThat(sound())
        .allSatisfy(
            deployment -> {
              List<GeneratedName> names =
                  IstioRoutes.make(deployment, SETTINGS).stream()
                      .map(one -> new GeneratedName(one.getKind(), one.getMetadata().getName()))
                      .toList();
              assertThat(names).doesNotHaveDuplicates();
              assertThat(names).allMatch(one -> DnsNames.isObjectName(one.name()));
              assertThat(Names.generated(deployment)).containsExactlyInAnyOrderElementsOf(names);
            });
  }

  @Test
  void whatABrokenDeploymentClaimsIsValidToo() {
    assertThat(deployments().flatMap(one -> Names.generated(one).stream()))
        .allMatch(one -> DnsNames.isObjectName(one.name()));
  }

  private static Stream<HTTPRoute> routes(SeldonDeployment deployment) {
    return objects(deployment, VirtualService.class)
        .flatMap(one -> one.getSpec().getHttp().stream());
  }

  private static Stream<Destination> destinations(HTTPRoute route) {
    Stream<Destination> live = route.getRoute().stream().map(HTTPRouteDestination::getDestination);
    Stream<Destination> mirrors = route.getMirrors().stream().map(HTTPMirrorPolicy::getDestination);
    return Stream.of(live, mirrors, Stream.ofNullable(route.getMirror())).flatMap(one -> one);
  }

  private static Set<String> subsets(SeldonDeployment deployment) {
    return objects(deployment, DestinationRule.class)
        .map(one -> one.getSpec().getHost() + " " + one.getSpec().getSubsets().get(0).getName())
        .collect(Collectors.toSet());
  }

  private static <T extends HasMetadata> Stream<T> objects(
      SeldonDeployment deployment, Class<T> kind) {
    return IstioRoutes.make(deployment, SETTINGS).stream().filter(kind::isInstance).map(kind::cast);
  }
}
