package io.seldoningress.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.istio.IstioRoutes;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.seldon.SeldonDeployments;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Timeouts, retries, CORS, headers and faults, as tenants write them. */
class OptionChecksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "istio-timeout | 1ms",
        "istio-timeout | 24h",
        "istio-timeout-http | 1h2m3s4ms",
        "rest-timeout | ''",
        "rest-timeout | 0",
        "grpc-timeout | -1",
        "grpc-timeout | 2147483647",
        "istio-retries-grpc | 3",
        "istio-cors-origins | '*'",
        "istio-cors-origins | 'HTTPS://App.Example.com:8443, http://10.0.0.1'",
        "istio-request-headers-set | 'x: %REQ(a)% %'",
        "istio-request-headers-remove | X_Debug",
        "istio-response-headers-set | 'set-cookie: a=b; path=/'",
        "istio-fault-abort | 200",
        "istio-fault-abort | 599",
        "istio-fault-delay | 1h"
      })
  void soundOnesPassAndAreRouted(String name, String value) {
    SeldonDeployment deployment = SeldonDeployments.annotated("seldon.io/" + name, value);

    assertThat(check(deployment)).isEmpty();
    assertThat(IstioRoutes.make(deployment, RoutingSettings.defaults())).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "istio-timeout | -1s",
        "istio-timeout | 1.5s",
        "istio-timeout | 99999999999999999999s",
        "istio-timeout | ''",
        "rest-timeout | 2147483648",
        "rest-timeout | 1e3",
        "istio-retries-http | -1",
        "istio-cors-origins | ''",
        "istio-cors-origins | 'https://*.*.example.com'",
        "istio-cors-origins | 'https://a.example.com@evil.example.com'",
        "istio-cors-origins | 'https://.*'",
        "istio-cors-origins | 'ftp://a.example.com'",
        "istio-cors-origins | 'https://a.example.com:0'",
        "istio-request-headers-set | 'X-Envoy-Original-Path: /'",
        "istio-request-headers-set | 'x-forwarded-client-cert: By=a'",
        "istio-request-headers-set | 'Content-Length: 0'",
        "istio-request-headers-set | 'x a: b'",
        "istio-request-headers-set | ''",
        "istio-request-headers-set | ':authority: a'",
        "istio-request-headers-set | 'x: \\u00e4'",
        "istio-request-headers-set | 'x: a\\u2028b'",
        "istio-request-headers-set | 'x: a\\0b'",
        "istio-request-headers-remove | Host",
        "istio-response-headers-remove | 'a,,b'",
        "istio-fault-abort | 199",
        "istio-fault-abort | 5O3"
      })
  void wrongOnesAreFoundOnce(String name, String value) {
    assertThat(check(SeldonDeployments.annotated("seldon.io/" + name, value)))
        .extracting(Finding::path)
        .containsExactly("spec.annotations[seldon.io/" + name + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"istio-cors-origins", "istio-request-headers-remove"})
  void listsAreLimited(String name) {
    String element = name.endsWith("origins") ? "https://h%d.example.com" : "x-%d";

    assertThat(check(annotated(name, list(50, element, ",")))).isEmpty();
    assertThat(check(annotated(name, list(51, element, ",")))).hasSize(1);
    assertThat(check(annotated(name, list(50_000, element, ",")))).hasSize(1);
  }

  @Test
  void headersThatAreSetAreLimited() {
    String name = "istio-response-headers-set";

    assertThat(check(annotated(name, list(50, "x-%d: a", "\\n")))).isEmpty();
    assertThat(check(annotated(name, list(51, "x-%d: a", "\\n")))).hasSize(1);
    assertThat(check(annotated(name, "x: " + "%".repeat(1000)))).isEmpty();
    assertThat(check(annotated(name, "x: " + "%".repeat(1001)))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "annotations: {seldon.io/istio-fault-abort: \"503\"}",
        "traffic: 100, annotations: {seldon.io/istio-fault-abort: \"503\"}",
        "annotations: {seldon.io/istio-fault-abort: \"503\", seldon.io/istio-match: any}"
      })
  void aPredictorWithARouteOfItsOwnMayHaveFaults(String predictor) {
    boolean alone = !predictor.contains("traffic") && !predictor.contains("match");
    String others =
        alone ? "" : ", {name: b, traffic: " + (predictor.contains("traffic") ? 0 : 100) + "}";

    assertThat(check(SeldonDeployments.withPredictors("{name: a, " + predictor + "}" + others)))
        .extracting(Finding::path)
        .noneMatch(path -> path.contains("istio-fault"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"istio-direct", "istio-sticky-cookie"})
  void soMayThoseOfASeldonDeploymentThatGivesThemRoutes(String annotation) {
    String predictor = "{name: %s, traffic: 50, annotations: {seldon.io/istio-fault-delay: 1s}}";

    assertThat(
            check(
                SeldonDeployments.withSpec(
                    "annotations: {seldon.io/%s: \"true\"}, predictors: [%s, %s]"
                        .formatted(
                            annotation, predictor.formatted("a"), predictor.formatted("b")))))
        .extracting(Finding::path)
        .noneMatch(path -> path.contains("istio-fault"));
  }

  @Test
  void aPercentageOfTheSeldonDeploymentMayBeOfAFaultOfAPredictor() {
    assertThat(
            check(
                SeldonDeployments.withSpec(
                    "annotations: {seldon.io/istio-fault-abort-percentage: \"5\"}, predictors:"
                        + " [{name: a, annotations: {seldon.io/istio-fault-abort: \"503\"}}]")))
        .isEmpty();
  }

  private static SeldonDeployment annotated(String name, String value) {
    return SeldonDeployments.annotated("seldon.io/" + name, value);
  }

  private static String list(int number, String element, String separator) {
    return IntStream.range(0, number)
        .mapToObj(element::formatted)
        .collect(Collectors.joining(separator));
  }

  private static List<Finding> check(SeldonDeployment deployment) {
    return Checks.check(deployment, RoutingSettings.defaults());
  }
}
