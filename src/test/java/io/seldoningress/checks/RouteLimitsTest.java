package io.seldoningress.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.istio.IstioRoutes;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteLimitsTest {

  private static final String OWN_HEADERS =
      ", annotations: {seldon.io/istio-request-headers-remove: x-a}";

  @ParameterizedTest
  @CsvSource({
    "istio-direct: 'true', 100, 0, ''",
    "istio-direct: 'true', 101, 0, 101 routes x (1 + 0 shadows)",
    "istio-direct: 'true', 5, 5, ''",
    "istio-direct: 'true', 10, 10, 20 routes x (1 + 10 shadows)",
    "istio-sticky-cookie: group, 50, 1, ''",
    "istio-sticky-cookie: group, 51, 1, 51 routes x (1 + 1 shadows)",
    "istio-direct: 'false', 1000, 1000, ''"
  })
  void thereAreOnlySoManyRoutes(String annotation, int live, int shadows, String value) {
    SeldonDeployment deployment =
        SeldonDeployments.withSpec(
            "annotations: {seldon.io/%s}, predictors: [%s, %s]"
                .formatted(
                    annotation,
                    predictors("p", live, ""),
                    predictors("s", shadows, ", shadow: true")));

    assertThat(
            RouteLimits.destinations(deployment).map(Finding::value).collect(Collectors.joining()))
        .isEqualTo(value);
  }

  @Test
  void thereAreOnlySoManyCharactersOfMatches() {
    String match =
        ", annotations: {seldon.io/istio-match: 'headers: {x-group: beta}"
            + " ".repeat(3_900)
            + "'}";

    assertThat(RouteLimits.matches(deployment(predictors("p", 5, match)))).isEmpty();
    assertThat(RouteLimits.matches(deployment(predictors("p", 6, match))))
        .extracting(Finding::path)
        .containsExactly("spec.predictors[*].annotations[seldon.io/istio-match]");
  }

  @Test
  void twoPredictorsDoNotMatchTheSame() {
    SeldonDeployment deployment =
        deployment(
            "{name: a, traffic: 100, annotations: {seldon.io/istio-match: 'headers: {x-group: beta}'}},"
                + " {name: b, annotations: {seldon.io/istio-match: '[{headers: {x-group: c}}, {headers: {x-group: {exact: beta}}}]'}}");

    assertThat(Checks.check(deployment, RoutingSettings.defaults()))
        .extracting(Finding::path)
        .containsExactly("spec.predictors[1].annotations[seldon.io/istio-match][1]");
  }

  @ParameterizedTest
  @CsvSource({"0, 1000, true", "0, 1900, true", "0, 2100, false", "900, 1000, true"})
  void plainPredictorsAreAsManyAsFit(int shadows, int live, boolean fit) {
    SeldonDeployment deployment =
        deployment(
            predictors("p", 1, ", traffic: 100")
                + ", "
                + predictors("q", live - 1, "")
                + (shadows == 0 ? "" : ", " + predictors("s", shadows, ", shadow: true")));

    assertThat(RouteLimits.characters(deployment).toList()).hasSize(fit ? 0 : 1);
    assertThat(largest(deployment)).isLessThan((int) RouteSize.of(deployment).total());
  }

  /** Each within the limits of its own annotations. */
  static Stream<Arguments> tooMuch() {
    return Stream.of(
        arguments(
            "headers of each destination",
            headers(),
            predictors("p", 1, ", annotations: {seldon.io/istio-request-headers-remove: x-a}")
                + ", "
                + predictors("q", 1000, "")),
        arguments("headers of few destinations", headers(), predictors("p", 40, OWN_HEADERS)),
        arguments(
            "headers of predictors",
            "",
            predictors(
                "p",
                40,
                ", annotations: {seldon.io/istio-response-headers-set: \"%s\"}"
                    .formatted(headerLines("x-own", 18)))),
        arguments(
            "CORS",
            "seldon.io/istio-direct: 'true', seldon.io/istio-cors-origins: '%s', seldon.io/istio-cors-headers: '%s'"
                .formatted(
                    list(50, "https://h%d." + "a.".repeat(110) + "com"),
                    list(50, "x-%d-" + "a".repeat(90))),
            predictors("p", 100, "")),
        arguments(
            "paths",
            "seldon.io/istio-direct: 'true', seldon.io/istio-path: '%s'"
                .formatted(list(12, "/%d/" + "n".repeat(490))),
            predictors("p", 100, "")),
        arguments(
            "matches of paths",
            "seldon.io/istio-path: '%s'".formatted(list(12, "/%d/" + "a".repeat(400) + "/")),
            predictors(
                "p",
                50,
                ", annotations: {seldon.io/istio-match: '[%s]'}"
                    .formatted(list(18, "{headers: {a: b%d-%p}}")))),
        arguments(
            "explainers",
            headers(),
            predictors("p", 1, "") + ", " + predictors("e", 60, ", explainer: {type: T}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tooMuch")
  void whatIsManyTimesOverIsTooMuchAsAWhole(String name, String annotations, String predictors) {
    SeldonDeployment deployment =
        SeldonDeployments.withSpec(
            "annotations: {%s}, predictors: [%s]".formatted(annotations, predictors));

    assertThat(Checks.check(deployment, RoutingSettings.defaults()))
        .as(name)
        .filteredOn(one -> one.value().endsWith(" characters of routes"))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 10})
  void noneIsLargerThanItIsTakenFor(int predictors) {
    SeldonDeployment deployment =
        SeldonDeployments.withSpec(
            "annotations: {seldon.io/istio-mesh-host: m.example.com, seldon.io/istio-direct: 'true', seldon.io/istio-path: '%s', seldon.io/istio-cors-origins: '%s', %s}, predictors: [%s, %s]"
                .formatted(
                    list(12, "/%d/{namespace}/{name}/"),
                    list(20, "https://*.h%d." + "a.".repeat(40) + "com"),
                    headers(),
                    predictors("p", 1, ", traffic: 100" + OWN_HEADERS),
                    predictors(
                        "q",
                        predictors,
                        ", explainer: {type: T}, annotations: {seldon.io/istio-match: 'cookies: {a: {prefix: \"b%d\"}}'}")));

    assertThat(largest(deployment)).isBetween(1, (int) RouteSize.of(deployment).total());
  }

  /** 36 headers of 1,000 characters, each of which Envoy needs written twice. */
  private static String headers() {
    return "seldon.io/istio-request-headers-set: \"%s\", seldon.io/istio-response-headers-set: \"%s\""
        .formatted(headerLines("x-request", 18), headerLines("x-response", 18));
  }

  private static String headerLines(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> name + i + ": " + "%".repeat(1_000))
        .collect(Collectors.joining("\\n"));
  }

  private static String list(int count, String element) {
    return IntStream.range(0, count)
        .mapToObj(i -> element.replace("%d", String.valueOf(i)))
        .collect(Collectors.joining(","));
  }

  /** Of the objects that are made, in JSON. */
  private static int largest(SeldonDeployment deployment) {
    return IstioRoutes.make(deployment, RoutingSettings.defaults()).stream()
        .mapToInt(one -> Serialization.asJson(one).length())
        .max()
        .orElseThrow();
  }

  private static SeldonDeployment deployment(String predictors) {
    return SeldonDeployments.withPredictors(predictors);
  }

  private static String predictors(String name, int count, String more) {
    List<String> all =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    "{name: %s%d%s}"
                        .formatted(
                            name,
                            i,
                            more.replace("%d", String.valueOf(i)).replace("%p", String.valueOf(i))))
            .toList();
    return String.join(", ", all);
  }
}
