package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.checks.Checks;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteClaimsTest {

  private static final RoutingSettings SETTINGS = RoutingSettings.defaults();
  private static final String PREDICTORS = "predictors: [{name: p, graph: {name: c}}]";

  @ParameterizedTest
  @CsvSource({
    "1, 100, 1, 3, ''",
    "1, 101, 1, 3, at most 100 hosts",
    "101, 1, 1, 3, at most 100 gateways",
    "10, 50, 1, 3, ''",
    "10, 51, 1, 3, at most 500 combinations",
    "1, 50, 10, 4, ''",
    "1, 50, 10, 5, at most 2000 segments"
  })
  void whatIsTooMuchIsRefusedAndNotIndexed(
      int gateways, int hosts, int paths, int depth, String allowed) {
    SeldonDeployment deployment =
        deployment(
            list("g/g", gateways, ""),
            list("h", hosts, ".example.com"),
            list("/" + "a/".repeat(depth - 1) + "p", paths, "/"));

    if (allowed.isEmpty()) {
      assertThat(Checks.check(deployment, SETTINGS)).isEmpty();
      assertThat(RouteClaims.indexKeys(deployment, SETTINGS)).isNotEmpty().hasSizeLessThan(3_001);
    } else {
      assertThat(Checks.check(deployment, SETTINGS))
          .anyMatch(finding -> finding.allowed().startsWith(allowed));
      assertThat(RouteClaims.indexKeys(deployment, SETTINGS)).isEmpty();
    }
  }

  @Test
  void pathsWithVeryManySegmentsAreNotIndexed() {
    SeldonDeployment deployment =
        deployment("g/g", list("h", 50, ".b"), list("/" + "a/".repeat(244), 10, "/"));

    assertThat(Checks.check(deployment, SETTINGS)).isNotEmpty();
    assertThat(RouteClaims.indexKeys(deployment, SETTINGS)).hasSizeLessThan(3_001);
  }

  @Test
  void whatNamesMakeTooLongIsNotClaimed() {
    SeldonDeployment deployment = deployment("g/g", "a.b", "/0/{name}/{name}/{name}/");
    deployment.getMetadata().setName("n".repeat(250));

    assertThat(RouteClaims.of(deployment, SETTINGS)).isEmpty();
  }

  /** Every spelling means the same, so counting claims alone would never come to an end. */
  @Test
  void manySpellingsOfOneNameAreReadOnce() {
    SeldonDeployment deployment =
        deployment(list("g.n.a", 50_000, ""), "a.b,".repeat(100_000) + "a.b", "/a/");

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(RouteClaims.of(deployment, SETTINGS))
              .containsExactly(RouteClaim.prefix("n/g", "a.b", "/a/"));
          assertThat(RouteClaims.indexKeys(deployment, SETTINGS)).isEmpty();
          assertThat(Checks.check(deployment, SETTINGS)).isNotEmpty();
        });
  }

  private static String list(String before, int count, String after) {
    return IntStream.range(0, count)
        .mapToObj(i -> before + i + after)
        .collect(Collectors.joining(","));
  }

  private static SeldonDeployment deployment(String gateways, String hosts, String paths) {
    return SeldonDeployments.withSpec(
        "annotations: {seldon.io/istio-gateway: '%s', seldon.io/istio-host: '%s', seldon.io/istio-path: '%s'}, %s"
            .formatted(gateways, hosts, paths, PREDICTORS));
  }
}
