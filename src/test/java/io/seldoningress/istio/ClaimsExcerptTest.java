package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsExcerptTest {

  private static final RoutingSettings SETTINGS = RoutingSettings.defaults();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "match: [{uri: {prefix: /a/}}]                                       | /a/",
        "match: [{uri: {prefix: /a/}}, {uri: {exact: /b}}]                   | /a/ =/b",
        "match: [{name: n, ignoreUriCase: true, uri: {prefix: /a}}]          | /a",
        "match: [{uri: {prefix: /a/}, headers: {}}]                          | /a/",
        "match: [{uri: {prefix: /a/}, headers: {x: {exact: y}}}]             | ''",
        "match: [{uri: {prefix: /a/}, method: {exact: GET}}]                 | ''",
        "match: [{uri: {prefix: /a/}, port: 8080}]                           | ''",
        "match: [{uri: {prefix: /a/}, queryParams: {q: {exact: y}}}]         | ''",
        "match: [{uri: {prefix: /a/}, sourceLabels: {app: x}}]               | ''",
        "match: [{uri: {prefix: /a/}, withoutHeaders: {x: {}}}]              | ''",
        "match: [{uri: {prefix: /a/}, gateways: [g/g]}]                      | ''",
        "match: [{uri: {regex: '.*'}}]                                       | ''",
        "match: [{headers: {x: {exact: y}}}]                                 | ''",
        "match: [{name: all}]                                                | /",
        "match: []                                                           | /",
        "name: all                                                           | /",
        "match: [{uri: {prefix: a}}]                                         | ''",
        "match: nonsense                                                     | /",
        "match: [7, {uri: 7}, {uri: {prefix: 7}}, {uri: {prefix: [/a/]}}]    | /"
      })
  void aRuleTakesThesePaths(String rule, String paths) {
    ClaimsExcerpt excerpt =
        excerpt("gateways: [g/g], hosts: [h.example.com], http: [{" + rule + "}]");

    assertThat(
            excerpt
                .claims("models", SETTINGS)
                .map(claim -> (claim.exact() ? "=" : "") + claim.path())
                .collect(Collectors.joining(" ")))
        .isEqualTo(paths);
  }

  @Test
  void gatewaysAndHostsAreReadAsIstioReadsThem() {
    ClaimsExcerpt excerpt =
        excerpt("gateways: [own, a/b, mesh], hosts: [short, 'Models.Example.com'], http: [{}]");

    assertThat(excerpt.claims("models", SETTINGS).map(RouteClaim::describe))
        .containsExactly(
            "path / on host short.models.svc.cluster.local of gateway models/own",
            "path / on host models.example.com of gateway models/own",
            "path / on host short.models.svc.cluster.local of gateway a/b",
            "path / on host models.example.com of gateway a/b",
            "host short.models.svc.cluster.local in the mesh",
            "host models.example.com in the mesh");
  }

  @Test
  void whereThereIsNoGatewayItIsInTheMesh() {
    assertThat(excerpt("hosts: [a.b], http: [{}]").claims("models", SETTINGS))
        .containsExactly(RouteClaim.inMesh("a.b"));
  }

  @ParameterizedTest
  @CsvSource({"'*', 2", "., 0", "models, 0", "g, 1", "'x, g', 1", "'g, *', 2"})
  void whatAGatewayDoesNotSeeTakesNothingThere(String exportTo, int claims) {
    assertThat(
            excerpt(
                    "gateways: [g/g, mesh], hosts: [a.b], http: [{}], exportTo: [%s]"
                        .formatted(exportTo.replace("*", "'*'")))
                .claims("models", SETTINGS))
        .hasSize(claims);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hosts: 7, gateways: {a: b}, http: {c: d}",
        "hosts: [null, 7, []], gateways: ['', '/', '..', 'a/b/c'], http: [null, 7]",
        "http: []",
        "hosts: [a.b], tcp: [{}]"
      })
  void nonsenseIsRead(String spec) {
    ClaimsExcerpt excerpt = excerpt(spec);

    assertThat(RouteClaims.indexKeys(excerpt.claims("models", SETTINGS))).isEmpty();
  }

  @Test
  void nothingOfAnyKindIsReadWithoutASpec() {
    assertThat(ClaimsExcerpt.of(null).claims("models", SETTINGS)).isEmpty();
  }

  @Test
  void ofAHugeObjectOnlyAPartIsKept() {
    String many = IntStream.range(0, 5000).mapToObj(i -> "h" + i + ".b").collect(joined());
    String rules =
        IntStream.range(0, 5000)
            .mapToObj(i -> "{match: [{uri: {prefix: /" + "a/".repeat(i % 200) + "p" + i + "/}}]}")
            .collect(joined());
    ClaimsExcerpt excerpt =
        excerpt("gateways: [%s], hosts: [%s], http: [%s]".formatted(many, many, rules));

    assertThat(excerpt.claims("models", SETTINGS)).hasSizeLessThanOrEqualTo(500);
    assertThat(RouteClaims.indexKeys(excerpt.claims("models", SETTINGS))).hasSizeLessThan(3_000);
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }

  private static ClaimsExcerpt excerpt(String spec) {
    return ClaimsExcerpt.of(
        Serialization.unmarshal(SeldonDeployments.json("{" + spec + "}"), JsonNode.class));
  }

  @Test
  void whatIsNoNameIsNotKept() {
    ClaimsExcerpt excerpt =
        excerpt("gateways: ['a/b/c', '..', g/g], hosts: ['a b', 'x..y', a.b], http: [{}]");

    assertThat(excerpt.gateways()).containsExactly("g/g");
    assertThat(excerpt.hosts()).containsExactly("a.b");
    assertThat(excerpt("gateways: ['..'], hosts: [a.b], http: [{}]").claims("models", SETTINGS))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "models/own, a.b, /a/b/, true",
    "models/own, a.b, /b/, false",
    "models/own, c.d, /a/b/, false",
    "models/other, a.b, /a/b/, false"
  })
  void whoCouldOverlapIsToldByItsParts(String gateway, String host, String path, boolean may) {
    ClaimsExcerpt excerpt =
        excerpt("gateways: [own], hosts: [a.b], http: [{match: [{uri: {prefix: /a}}]}]");

    assertThat(excerpt.mayOverlap(RouteClaim.prefix(gateway, host, path), "models", SETTINGS))
        .isEqualTo(may);
  }
}
