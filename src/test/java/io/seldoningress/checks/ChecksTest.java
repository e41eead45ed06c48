package io.seldoningress.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: a}",
        "{name: a, traffic: 0}",
        "{name: a, traffic: 100}",
        "{name: a, traffic: 90}, {name: b, traffic: 10}",
        "{name: a, traffic: 100}, {name: b}",
        "{name: a}, {name: s, shadow: true}",
        "{name: a, traffic: 100}, {name: s, shadow: true, traffic: 100}",
        "{name: a}, {name: s, shadow: true, traffic: 1}, {name: t, shadow: true, traffic: 1}",
        "{name: a, labels: {version: V1.0_x}}",
        "{name: a, annotations: {seldon.io/svc-name: b}}",
        "{name: a, traffic: 1, annotations: {seldon.io/svc-name: b}}, {name: b, traffic: 99}",
        "{name: a, explainer: {type: T, endpoint: {service_port: 65535}}}",
        "{name: a, explainer: {type: T, endpoint: {service_port: 0}}}",
        "{name: a, explainer: {endpoint: {service_port: -1}}}"
      })
  void soundPredictorsPass(String predictors) {
    assertThat(check(SeldonDeployments.withPredictors(predictors))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | spec.predictors | []",
        // names
        "{} | spec.predictors[0].name | ''",
        "{name: A} | spec.predictors[0].name | A",
        "{name: a.b} | spec.predictors[0].name | a.b",
        "{name: a-} | spec.predictors[0].name | a-",
        "{name: a, traffic: 50}, {name: a, traffic: 50} | spec.predictors[1].name | a",
        "{name: a, labels: {version: a/b}} | spec.predictors[0].labels[version] | a/b",
        // shares
        "{name: a, traffic: 50}, {name: b, traffic: 40} | spec.predictors[*].traffic | 50 + 40 = 90",
        "{name: a}, {name: b} | spec.predictors[*].traffic | 0 + 0 = 0",
        "{name: a, traffic: 100}, {name: b, traffic: 1} | spec.predictors[*].traffic | 100 + 1 = 101",
        "{name: a, traffic: 150} | spec.predictors[0].traffic | 150",
        "{name: a, traffic: -1} | spec.predictors[0].traffic | -1",
        "{name: a, traffic: 1} | spec.predictors[0].traffic | 1",
        "{name: a, traffic: 99}, {name: s, shadow: true} | spec.predictors[0].traffic | 99",
        "{name: a}, {name: s, shadow: true, traffic: 101} | spec.predictors[1].traffic | 101",
        "{name: a}, {name: s, shadow: true, traffic: -1} | spec.predictors[1].traffic | -1",
        "{name: s, shadow: true} | spec.predictors[*].shadow | true",
        "{name: s, shadow: true}, {name: t, shadow: true} | spec.predictors[*].shadow | true",
        // explainers
        "{name: a, explainer: {type: T, endpoint: {service_port: 65536}}}"
            + " | spec.predictors[0].explainer.endpoint.service_port | 65536",
        "{name: a, explainer: {type: T, endpoint: {service_port: -1}}}"
            + " | spec.predictors[0].explainer.endpoint.service_port | -1"
      })
  void wrongPredictorsAreFound(String predictors, String path, String value) {
    assertThat(check(SeldonDeployments.withPredictors(predictors)))
        .extracting(Finding::path, Finding::value)
        .containsExactly(tuple(path, value));
  }

  @Test
  void weightsThatAddUpTo100BySubtractionAreBothFound() {
    assertThat(
            check(
                SeldonDeployments.withPredictors(
                    "{name: a, traffic: 150}, {name: b, traffic: -50}")))
        .extracting(Finding::path)
        .containsExactly("spec.predictors[0].traffic", "spec.predictors[1].traffic");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seldon.io/istio-retries | 0",
        "seldon.io/istio-retries | 3",
        "seldon.io/istio-retries | ''",
        "seldon.io/istio-retries-timeout | unused",
        "seldon.io/istio-host | models.example.com",
        "seldon.io/istio-host | '*.example.com, example.com'",
        "seldon.io/istio-host | '*'",
        "seldon.io/istio-gateway | own",
        "seldon.io/istio-gateway | ns/own,other"
      })
  void soundAnnotationsPass(String annotation, String value) {
    assertThat(check(SeldonDeployments.annotated(annotation, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seldon.io/istio-retries | three | three",
        "seldon.io/istio-retries | 4294967297 | 4294967297",
        "seldon.io/istio-retries | -1 | -1",
        "seldon.io/istio-retries | ' ' | ' '",
        "seldon.io/istio-host | '' | ''",
        "seldon.io/istio-host | a.com, | ''",
        "seldon.io/istio-host | a_b.com | a_b.com",
        "seldon.io/istio-host | *.com,a.com | a.com",
        "seldon.io/istio-host | a.com,A.com | a.com",
        "seldon.io/istio-gateway | '' | ''",
        "seldon.io/istio-gateway | a,,b | ''",
        "seldon.io/istio-gateway | Own | Own",
        "seldon.io/istio-gateway | a/b/c | a/b/c",
        "seldon.io/istio-gateway | mesh | *"
      })
  void wrongAnnotationsAreFound(String annotation, String written, String found) {
    assertThat(check(SeldonDeployments.annotated(annotation, written)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.value()).isEqualTo(found);
              assertThat(finding.path()).contains("annotations[seldon.io/istio-");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "0ms", "500us", "25h", "1.5", "", " 2", "99999999999"})
  void wrongTimeoutsAreFoundWhereThereAreRetries(String timeout) {
    assertThat(check(retries("2", timeout)))
        .extracting(Finding::path, Finding::value)
        .containsExactly(tuple("spec.annotations[seldon.io/istio-retries-timeout]", timeout));
    assertThat(check(retries("0", timeout))).isEmpty();
    assertThat(check(retries("", timeout))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2147483647", "1ms", "500ms", "1m30s", "24h"})
  void secondsAndDurationsAreTimeouts(String timeout) {
    assertThat(check(retries("2", timeout))).isEmpty();
  }

  @Test
  void aTimeoutIsCheckedBesideRetriesThatAreWrongThemselves() {
    assertThat(check(retries("three", "half"))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a.b", "a_b", "-a"})
  void aServiceNameThatIsNoLabelIsFound(String name) {
    assertThat(check(SeldonDeployments.withPredictors(service("a", 0, name))))
        .extracting(Finding::path)
        .containsExactly("spec.predictors[0].annotations[seldon.io/svc-name]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"same", "m-a"})
  void aServiceNameOfAnotherPredictorIsFound(String name) {
    String first = name.equals("same") ? service("a", 50, name) : "{name: a, traffic: 50}";

    assertThat(check(SeldonDeployments.withPredictors(first + "," + service("b", 50, name))))
        .extracting(Finding::path, Finding::value)
        .containsExactly(tuple("spec.predictors[1].annotations[seldon.io/svc-name]", name));
  }

  @Test
  void aPredictorWithTheNameOfAnExplainerIsFound() {
    assertThat(
            check(
                SeldonDeployments.withPredictors(
                    "{name: a-explainer, traffic: 1}, {name: a, traffic: 99, explainer: {type: T}}")))
        .extracting(Finding::path, Finding::value)
        .containsExactly(tuple("spec.predictors[1].explainer", "m-a-explainer"));
  }

  @Test
  void aDeploymentNameWithDotsMakesNoServiceNames() {
    String predictors = "predictors: [{name: a, traffic: 50}, {name: b, traffic: 50}]";

    assertThat(check(SeldonDeployments.named("my.model", predictors)))
        .extracting(Finding::path)
        .containsExactly("metadata.name");
    assertThat(check(SeldonDeployments.named("my." + "m".repeat(63), predictors))).isEmpty();
    assertThat(
            check(
                SeldonDeployments.named(
                    "my.model", "predictors: [" + service("a", 100, "model") + "]")))
        .isEmpty();
  }

  @Test
  void aDeploymentWithoutANameIsFound() {
    assertThat(check(SeldonDeployments.fromYaml("{spec: {predictors: [{name: a}]}}")))
        .extracting(Finding::path)
        .contains("metadata.name", "metadata.namespace");
  }

  @Test
  void meshAsTheDefaultGatewayNeedsHosts() {
    RoutingSettings mesh =
        new RoutingSettings(
            "mesh", Optional.empty(), 8000, 5001, 9000, 9500, 9000, "cluster.local");

    assertThat(Checks.check(SeldonDeployments.withPredictors("{name: a}"), mesh))
        .extracting(Finding::path, Finding::value)
        .containsExactly(tuple("metadata.annotations[seldon.io/istio-host]", "*"));
    assertThat(Checks.check(SeldonDeployments.annotated("seldon.io/istio-host", "seldon"), mesh))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1"})
  void wrongPortsOfACalledContainerAreFound(String port) {
    assertThat(
            check(
                SeldonDeployments.withPredictors(
                    """
                    {name: a, annotations: {seldon.io/no-engine: "true"}, graph: {name: c},
                     componentSpecs: [{spec: {containers:
                      [{name: c, ports: [{name: grpc, containerPort: %s}]}]}}]}
                    """
                        .formatted(port))))
        .extracting(Finding::path, Finding::value)
        .containsExactly(tuple("spec.predictors[0].componentSpecs", port));
  }

  @Test
  void withoutAnEngineTheGraphHasToNameAContainer() {
    assertThat(
            check(
                SeldonDeployments.withPredictors(
                    "{name: a, annotations: {seldon.io/no-engine: \"true\"}, graph: {name: c}}")))
        .extracting(Finding::path, Finding::value)
        .containsExactly(tuple("spec.predictors[0].graph.name", "c"));
  }

  @Test
  void anUnknownShareIsNotCountedAsNone() {
    assertThat(
            check(
                SeldonDeployments.withPredictors(
                    "{name: a, traffic: 50}, {name: b, traffic: \"50\"}")))
        .extracting(Finding::path)
        .containsExactly("spec.predictors[1].traffic");
  }

  @ParameterizedTest
  @ValueSource(strings = {"predictors: text", "predictors: {}"})
  void predictorsOfAWrongTypeAreFoundOnce(String spec) {
    assertThat(check(SeldonDeployments.withSpec(spec)))
        .extracting(Finding::path)
        .containsExactly("spec.predictors");
  }

  @Test
  void findingsAreLimited() {
    assertThat(check(SeldonDeployments.withPredictors("{name: A},".repeat(1000) + "{name: A}")))
        .hasSize(100);
  }

  @Test
  void aMessageIsOneLineThatSaysWhatIsAllowed() {
    SeldonDeployment deployment =
        SeldonDeployments.annotated("seldon.io/istio-retries", "3\\nkubectl delete");

    assertThat(check(deployment))
        .extracting(Finding::message)
        .containsExactly(
            "spec.annotations[seldon.io/istio-retries]: '3\\u000akubectl delete' is not allowed;"
                + " allowed: a whole number from 0 (no retries, not even Istio's own) to"
                + " 2147483647");
  }

  private static List<Finding> check(SeldonDeployment deployment) {
    return Checks.check(deployment, RoutingSettings.defaults());
  }

  private static SeldonDeployment retries(String retries, String timeout) {
    return SeldonDeployments.withSpec(
        """
        annotations: {seldon.io/istio-retries: "%s", seldon.io/istio-retries-timeout: "%s"},
        predictors: [{name: a}]
        """
            .formatted(retries, timeout));
  }

  private static String service(String predictor, int traffic, String serviceName) {
    return "{name: %s, traffic: %d, annotations: {seldon.io/svc-name: \"%s\"}}"
        .formatted(predictor, traffic, serviceName);
  }
}
