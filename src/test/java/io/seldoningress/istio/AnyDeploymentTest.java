package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.seldoningress.text.DnsNames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What holds for every SeldonDeployment, sound or not. */
class AnyDeploymentTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RoutingSettings SETTINGS =
      RoutingSettings.defaults()
          .withAccess(
              Optional.of(
                  new AccessPolicy(
                      List.of(AccessIssuer.parse("https://issuer.example.com").orElseThrow()),
                      "istio-system")));

  @Provide
  Arbitrary<SeldonDeployment> deployments() {
    return AnyDeployment.object().map(AnyDeploymentTest::read);
  }

  @Provide
  Arbitrary<SeldonDeployment> sound() {
    return deployments().filter(10_000, one -> Checks.check(one, SETTINGS).isEmpty());
  }

  private static SeldonDeployment read(Map<String, Object> object) {
    try {
      return JSON.readValue(JSON.writeValueAsBytes(object), SeldonDeployment.class);
    } catch (IOException e) {
      throw new AssertionError("stops the decoding", e);
    }
  }

  @Property
  void findingsAreOneLineWithAPathAndWhatIsAllowedAndNamesAreValid(
      @ForAll("deployments") SeldonDeployment any) {
    List<Finding> findings = Checks.check(any, SETTINGS);

    Statistics.label("sound")
        .collect(findings.isEmpty())
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share > 5);
              coverage.check(false).percentage(share -> share > 5);
            });
    assertThat(findings)
        .extracting(Finding::message)
        .allSatisfy(
            message -> assertThat(message).matches("[a-z][^\n\r]+: '[^\n\r]*' is.+allowed: .+"));
    assertThat(Checks.check(any, SETTINGS)).as("found again").isEqualTo(findings);
    assertThat(Names.generated(any)).allMatch(one -> DnsNames.isObjectName(one.name()));
  }

  /** One property, because a sound one takes many tries. */
  @Property(tries = 250)
  void whatASoundOneComesOutAtIsRight(@ForAll("sound") SeldonDeployment sound) {
    assertThat(routes(sound)).isNotEmpty().allSatisfy(AnyDeploymentTest::assertWeights);
    assertThat(IstioRoutes.make(sound, SETTINGS))
        .allSatisfy(object -> assertThat(IstioRules.broken(object)).isEmpty());
    assertThatSubsetsAreMade(sound);
    assertThatDestinationsAreItsOwn(sound);
    assertThatNamesAreValidAndClaimed(sound);
  }

  private static void assertWeights(HTTPRoute route) {
    List<Integer> weights = route.getRoute().stream().map(HTTPRouteDestination::getWeight).toList();
    Statistics.label("destinations").collect(Math.min(weights.size(), 3));
    Statistics.label("mirrors").collect(route.getMirrors().size());
    Statistics.label("retries").collect(route.getRetries() != null);
    assertThat(weights).isNotEmpty();
    assertThat(weights.stream().filter(Objects::nonNull)).allMatch(weight -> weight > 0);
    if (weights.size() > 1) {
      assertThat(weights.stream().filter(Objects::nonNull).mapToInt(weight -> weight).sum())
          .isEqualTo(100);
    }
  }

  private static void assertThatSubsetsAreMade(SeldonDeployment sound) {
    assertThat(subsets(sound))
        .containsAll(
            routes(sound)
                .flatMap(AnyDeploymentTest::destinations)
                .map(one -> one.getHost() + " " + one.getSubset())
                .toList());
  }

  private static void assertThatDestinationsAreItsOwn(SeldonDeployment sound) {
    assertThat(routes(sound).flatMap(AnyDeploymentTest::destinations))
        .allSatisfy(
            one -> {
              assertThat(one.getHost()).matches("[a-z0-9-]+\\.models\\.svc\\.cluster\\.local");
              assertThat(one.getPort().getNumber()).isBetween(1L, 65_535L);
            });
  }

  private static void assertThatNamesAreValidAndClaimed(SeldonDeployment sound) {
    List<HasMetadata> made = IstioRoutes.make(sound, SETTINGS);
    List<GeneratedName> names =
        made.stream()
            .map(one -> new GeneratedName(one.getKind(), one.getMetadata().getName()))
            .toList();

    assertThat(names).doesNotHaveDuplicates();
    assertThat(names).allMatch(one -> DnsNames.isObjectName(one.name()));
    NamesTest.assertClaimed(sound, names);
    assertThat(made).extracting(one -> one.getMetadata().getNamespace()).containsOnly("models");
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
