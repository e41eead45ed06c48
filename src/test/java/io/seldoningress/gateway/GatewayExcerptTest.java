package io.seldoningress.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayExcerptTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  /** Hosts of the server; host and namespace of a VirtualService, for a Gateway in istio-system. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '*'               | a.com   | models       | true
          '*'               | *       | models       | true
          a.com             | a.com   | models       | true
          A.Com             | a.com   | models       | true
          a.com             | b.com   | models       | false
          a.com             | *       | models       | true
          a.com             | *.com   | models       | true
          '*.com'           | a.com   | models       | true
          '*.com'           | com     | models       | false
          b.com, a.com      | a.com   | models       | true
          '*/a.com'         | a.com   | models       | true
          models/a.com      | a.com   | models       | true
          models/*          | a.com   | models       | true
          models/*.com      | a.com   | models       | true
          other/a.com       | a.com   | models       | false
          ./a.com           | a.com   | models       | false
          ./a.com           | a.com   | istio-system | true
          other/*, a.com    | b.com   | models       | false
          """)
  void aServerIsForHostsOfNamespaces(String hosts, String host, String namespace, boolean served) {
    assertThat(
            server("port: {number: 80, protocol: HTTP}, hosts: " + list(hosts))
                .serves(host, namespace, "istio-system"))
        .isEqualTo(served);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          port: {protocol: HTTP}                                 | true
          port: {protocol: http}                                 | true
          port: {protocol: HTTP2}                                | true
          port: {protocol: GRPC}                                 | true
          port: {protocol: GRPC-WEB}                             | true
          port: {protocol: HTTPS}, tls: {mode: SIMPLE}           | true
          port: {protocol: HTTPS}, tls: {mode: MUTUAL}           | true
          port: {protocol: HTTPS}, tls: {mode: PASSTHROUGH}      | false
          port: {protocol: HTTPS}, tls: {mode: AUTO_PASSTHROUGH} | false
          port: {protocol: HTTP}, tls: {httpsRedirect: true}     | true
          port: {protocol: TLS}, tls: {mode: PASSTHROUGH}        | false
          port: {protocol: TCP}                                  | false
          port: {protocol: MONGO}                                | false
          port: {number: 80}                                     | false
          name: x                                                | false
          """)
  void onlyServersOfHttpHaveRoutes(String fields, boolean served) {
    assertThat(server(fields + ", hosts: [a.com]").serves("a.com", "models", "models"))
        .isEqualTo(served);
  }

  @Test
  void hostsOfTlsServersAreThoseOfAllNamespaces() {
    GatewayExcerpt excerpt =
        read(
            """
            servers:
            - {port: {number: 80, protocol: HTTP}, hosts: ["*"]}
            - {port: {number: 443, protocol: HTTPS}, hosts: [models/A.com, ./a.com, b.com],
               tls: {mode: SIMPLE, credentialName: one}}
            - {port: {number: 443, protocol: TLS}, hosts: [d.com],
               tls: {mode: MUTUAL, credentialName: two}}
            """);

    assertThat(excerpt.tlsServers())
        .containsExactly(
            new TlsServer("one", List.of("a.com", "b.com")),
            new TlsServer("two", List.of("d.com")));
    assertThat(excerpt.foreign("o/g")).isEqualTo(new ForeignGateway("o/g", excerpt.tlsServers()));
  }

  /** The Secrets of the server, {@code -} for one without. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          port: {number: 443, protocol: HTTPS}, tls: {credentialName: one}                  | one
          port: {number: 443, protocol: https}, tls: {credentialName: one}                  | one
          port: {number: 443, protocol: TCP}, tls: {credentialName: one}                    | one
          port: {number: 443, protocol: HTTPS}, tls: {mode: PASSTHROUGH}                    | -
          port: {number: 443, protocol: TLS}, tls: {mode: AUTO_PASSTHROUGH}                 | -
          port: {number: 443, protocol: HTTPS}, tls: {serverCertificate: /a, privateKey: /b} | -
          port: {number: 443, protocol: HTTPS}, tls: {credentialName: ""}                   | -
          port: {number: 443, protocol: HTTPS}, tls: {credentialName: 1}                    | -
          port: {number: 443, protocol: HTTPS}, tls: {credentialNames: [one, two, one]}     | one,two
          port: {number: 443, protocol: HTTPS}, tls: {credentialName: "kubernetes://one"}   | one
          port: {number: 443, protocol: HTTPS}, tls: {credentialName: "kubernetes-gateway://ns/one"} | one
          port: {number: 443, protocol: HTTPS}                                              | ''
          port: {number: 443, protocol: HTTP}, tls: {credentialName: one}                   | ''
          port: {number: 8443, protocol: HTTPS}, tls: {credentialName: one}                 | ''
          port: {protocol: HTTPS}, tls: {credentialName: one}                               | ''
          port: {number: 80, protocol: HTTP}, tls: {httpsRedirect: true}                    | ''
          """)
  void serversForTlsAtPort443AreTlsServers(String fields, String secrets) {
    assertThat(
            server(fields + ", hosts: [a.com]").tlsServers().stream()
                .map(one -> one.secret().isEmpty() ? "-" : one.secret())
                .collect(Collectors.joining(",")))
        .isEqualTo(secrets);
  }

  /** Time, name and namespace of two Gateways. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, b, b, 2026-01-01T00:00:01Z, a, a, true",
    "2026-01-01T00:00:01Z, a, a, 2026-01-01T00:00:00Z, b, b, false",
    "2026-01-01T00:00:00Z, a, b, 2026-01-01T00:00:00Z, b, a, true",
    "2026-01-01T00:00:00Z, a, b, 2026-01-01T00:00:00Z, a, a, false",
    "2026-01-01T00:00:00Z, a, a, 2026-01-01T00:00:00Z, a, a, false",
    ", b, b, 2026-01-01T00:00:00Z, a, a, true",
    "2026-01-01T00:00:00Z, a, a, , b, b, false"
  })
  void theOlderGatewayComesFirst(
      String time,
      String name,
      String namespace,
      String otherTime,
      String otherName,
      String otherNamespace,
      boolean older) {
    assertThat(
            GatewayAge.isOlder(
                metadata(time, name, namespace), metadata(otherTime, otherName, otherNamespace)))
        .isEqualTo(older);
  }

  private static ObjectMeta metadata(String time, String name, String namespace) {
    return new ObjectMetaBuilder()
        .withCreationTimestamp(time)
        .withName(name)
        .withNamespace(namespace)
        .build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '{}'                                | true
          '{istio: ingressgateway}'           | true
          '{app: anything}'                   | false
          '{version: "1", app: any}'          | true
          '{istio: ingressgateway, app: any}' | true
          '{istio: eastwest}'                 | false
          '{istio: eastwest, app: any}'       | false
          '{istio: ""}'                       | false
          """)
  void aGatewayMayBeAtPodsThatHaveALabelOfItsSelectorAndNoneOfAnotherValue(
      String selector, boolean may) {
    assertThat(
            read("selector: " + selector)
                .mayBeAt(Map.of("istio", "ingressgateway", "version", "1")))
        .isEqualTo(may);
  }

  @Test
  void aGatewayWithoutASpecServesNothing() {
    for (JsonNode spec : new JsonNode[] {null, NullNode.instance, MissingNode.getInstance()}) {
      assertThat(GatewayExcerpt.of(spec))
          .isEqualTo(new GatewayExcerpt(Map.of(), Set.of(), List.of()));
    }
  }

  @Property
  void anyJsonIsRead(@ForAll("json") JsonNode spec) {
    GatewayExcerpt excerpt = GatewayExcerpt.of(spec);

    assertThat(excerpt.serves("nobody.example.com", "models", "models")).isIn(true, false);
    assertThat(excerpt.tlsServers()).allMatch(server -> !server.secret().contains("://"));
  }

  /** Values of every type at the places that are read. */
  @Provide
  Arbitrary<JsonNode> json() {
    Arbitrary<Object> leaf =
        Arbitraries.of(
                "a.com", "*", "/", "a/", "/*", "", "a://b/c", "HTTP", "TLS", "SIMPLE", 443, true,
                1.5)
            .asGeneric();
    Arbitrary<String> key =
        Arbitraries.of(
            "selector",
            "servers",
            "port",
            "number",
            "protocol",
            "tls",
            "mode",
            "credentialName",
            "hosts");
    return Arbitraries.lazyOf(
            () -> leaf,
            () -> Arbitraries.just((Object) NullNode.instance),
            () -> tree(leaf, key, 5))
        .map(JSON::valueToTree);
  }

  private static Arbitrary<Object> tree(Arbitrary<Object> leaf, Arbitrary<String> key, int depth) {
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Object> inner = tree(leaf, key, depth - 1);
    return Arbitraries.oneOf(
        leaf,
        inner.list().ofMaxSize(3).asGeneric(),
        Arbitraries.maps(key, inner).ofMaxSize(8).asGeneric(),
        Arbitraries.maps(key, inner).ofMaxSize(8).asGeneric());
  }

  private static GatewayExcerpt server(String fields) {
    return read("servers: [{" + fields + "}]");
  }

  private static GatewayExcerpt read(String spec) {
    try {
      return GatewayExcerpt.of(
          JSON.readTree(YAML.asJson(YAML.unmarshal("---\n" + spec, Object.class))));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String list(String hosts) {
    return "[\"" + hosts.replace(", ", "\",\"") + "\"]";
  }
}
