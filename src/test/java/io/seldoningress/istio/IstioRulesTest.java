package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The rules that other tests hold objects to do find what is wrong. */
class IstioRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retries: {attempts: 0, retryOn: 5xx}             | attempts 0 alone",
        "retries: {attempts: 1, retryOn: 'always'}        | retryOn",
        "timeout: 0s                                      | duration",
        "fault: {abort: {httpStatus: 99}}                 | status of an abort",
        "headers: {request: {set: {x: '50%'}}}            | percent signs of a header value",
        "headers: {response: {remove: [':status']}}       | header name",
        "corsPolicy: {maxAge: 1500ms}                     | whole seconds",
        "mirrorPercentage: {value: 101}                   | percentage",
        "route: []                                        | a destination",
        "match: [{uri: {regex: '('}}]                     | regex",
        "match: [{uri: {prefix: ''}}]                     | prefix",
        "match: [{uri: {prefix: /}, headers: {X: {exact: y}}}] | a header in lower case",
        "match: [{uri: {prefix: /}}, {uri: {prefix: /}}]  | a match that no earlier route has",
        "route: [{destination: {host: a}},{destination: {host: b}}] | a sum of weights over 0",
      })
  void whatIsWrongWithARouteIsFound(String field, String rule) {
    Map<String, Object> route =
        fields("match: [{uri: {prefix: /}}], route: [{destination: {host: a.b}}]", field);
    Map<String, Object> spec = fields("hosts: [a.b], gateways: [g]", "");
    spec.put("http", List.of(route));
    assertThat(IstioRules.broken(object("VirtualService", spec)))
        .anyMatch(broken -> broken.startsWith(rule + ": "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trafficPolicy: {}                                | some policy",
        "trafficPolicy: {connectionPool: {}}              | some pool",
        "trafficPolicy: {loadBalancer: {simple: RANDOM, consistentHash: {useSourceIp: true}}} | simple or by hash",
        "trafficPolicy: {outlierDetection: {maxEjectionPercent: 101}} | percentage",
        "exportTo: ['*', b]                               | exportTo with *",
        "host: '*'                                        | host of a destination",
      })
  void whatIsWrongWithADestinationRuleIsFound(String field, String rule) {
    assertThat(IstioRules.broken(object("DestinationRule", fields("host: a.b", field))))
        .anyMatch(broken -> broken.startsWith(rule + ": "));
  }

  /** Fields that come again replace those before. */
  private static HasMetadata object(String kind, Map<String, Object> spec) {
    return Serialization.unmarshal(
        Serialization.asJson(
            Map.of(
                "apiVersion",
                "networking.istio.io/v1",
                "kind",
                kind,
                "metadata",
                Map.of("name", "a"),
                "spec",
                spec)),
        GenericKubernetesResource.class);
  }

  private static Map<String, Object> fields(String sound, String changed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String yaml : List.of(sound, changed)) {
      ((Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString("{" + yaml + "}"))
          .forEach((key, value) -> fields.put((String) key, value));
    }
    return fields;
  }
}
