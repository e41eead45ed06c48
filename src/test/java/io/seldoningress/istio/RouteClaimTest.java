package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteClaimTest {

  private static final String GATEWAY = "istio-system/seldon-gateway";
  private static final String HOST = "models.example.com";

  /** A path that does not end in a slash and has no {@code =} before it is a plain prefix. */
  @ParameterizedTest
  @CsvSource({
    "/a/,       /a/,       true",
    "/a/,       /a/b/,     true",
    "/a/b/c/,   /a/,       true",
    "/a/,       /b/,       false",
    "/a/b/,     /a/c/,     false",
    "/a/,       /ab/,      false",
    "/seldon/ns/a-explainer/, /seldon/ns/a-explainer/main/, true",
    "/seldon/ns/a/,           /seldon/ns/a-explainer/main/, false",
    "/,         /,         true",
    "/,         /a/,       false",
    "/,         /a,        false",
    "/,         =/,        false",
    "/a/,       /a,        true",
    "/model,    /models/a/, true",
    "/models/a, /models/a/, true",
    "/models/a, /models/b/, false",
    "/models/a, /models/,  true",
    "/a/,       =/a/b,     true",
    "/a/,       =/a/,      true",
    "/a/,       =/a,       false",
    "/a/b/,     =/a/,      false",
    "/a/b/,     =/a/b/c/d, true"
  })
  void oneCoversTheOther(String one, String other, boolean overlap) {
    RouteClaim first = claim(one);
    RouteClaim second = claim(other);

    assertThat(first.overlaps(second)).isEqualTo(overlap);
    assertThat(second.overlaps(first)).isEqualTo(overlap);
    assertThat(finds(first, second)).isIn(overlap, true);
    assertThat(overlap).isIn(finds(first, second), false);
    assertThat(overlap).isIn(finds(second, first), false);
  }

  @Test
  void otherHostsAndGatewaysAreNotInTheWay() {
    RouteClaim claim = claim("/a/");

    assertThat(claim.overlaps(RouteClaim.prefix(GATEWAY, "*", "/a/"))).isFalse();
    assertThat(claim.overlaps(RouteClaim.prefix("models/own", HOST, "/a/"))).isFalse();
  }

  @Test
  void aHostOfTheMeshIsOneWhole() {
    assertThat(RouteClaim.inMesh(HOST).overlaps(RouteClaim.inMesh(HOST))).isTrue();
    assertThat(RouteClaim.inMesh(HOST).overlaps(claim("/"))).isFalse();
  }

  @Test
  void theKeysOfAPathFindWhatOverlapsAndNothingElse() {
    Random random = new Random(7);
    List<RouteClaim> claims =
        IntStream.range(0, 400).mapToObj(i -> claim(folder(random))).distinct().toList();

    for (RouteClaim one : claims) {
      for (RouteClaim other : claims) {
        assertThat(finds(one, other)).as(one + " " + other).isEqualTo(one.overlaps(other));
      }
    }
  }

  @Test
  void theKeysOfAnyPathMissNothing() {
    Random random = new Random(7);
    List<RouteClaim> folders =
        IntStream.range(0, 200).mapToObj(i -> claim(folder(random))).distinct().toList();
    List<RouteClaim> others =
        Stream.concat(
                IntStream.range(0, 200).mapToObj(i -> claim(folder(random) + "b")),
                IntStream.range(0, 200).mapToObj(i -> claim("=" + folder(random) + "b")))
            .toList();

    for (RouteClaim one : folders) {
      for (RouteClaim other : others) {
        if (one.overlaps(other)) {
          assertThat(finds(one, other)).as(one + " " + other).isTrue();
          assertThat(finds(other, one)).as(other + " " + one).isTrue();
        }
      }
    }
  }

  private static boolean finds(RouteClaim one, RouteClaim other) {
    return !Collections.disjoint(one.lookupKeys(), other.indexKeys());
  }

  private static String folder(Random random) {
    StringBuilder path = new StringBuilder("/");
    for (int depth = random.nextInt(5); depth > 0; depth--) {
      path.append("ab".charAt(random.nextInt(2))).append("/");
    }
    return path.toString();
  }

  private static RouteClaim claim(String path) {
    return path.startsWith("=")
        ? new RouteClaim(GATEWAY, HOST, path.substring(1), true)
        : RouteClaim.prefix(GATEWAY, HOST, path);
  }
}
