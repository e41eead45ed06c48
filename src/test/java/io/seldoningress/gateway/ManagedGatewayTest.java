package io.seldoningress.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.seldoningress.gateway.GatewaySettings.HttpServer;
import io.seldoningress.gateway.GatewaySettings.Tls;
import io.seldoningress.istio.GatewayName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagedGatewayTest {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final Tls SIMPLE = new Tls(false, Optional.empty(), List.of());

  @Test
  void withoutATlsSecretItServesHttp() {
    assertThat(yaml(settings("", HttpServer.ALWAYS, true, "", SIMPLE)))
        .isEqualTo(
            """
            ---
            apiVersion: "networking.istio.io/v1"
            kind: "Gateway"
            metadata:
              labels:
                app.kubernetes.io/component: "ingress"
                app.kubernetes.io/managed-by: "seldon-istio-ingress"
                app.kubernetes.io/name: "seldon-gateway"
                app.kubernetes.io/part-of: "seldon-core"
              name: "seldon-gateway"
              namespace: "gateways"
            spec:
              selector:
                app: "gw"
                istio: "ingressgateway"
              servers:
              - hosts:
                - "a.com"
                - "*.b.com"
                port:
                  name: "http"
                  number: 80
                  protocol: "HTTP"
            """);
  }

  @Test
  void withTlsSecretsHttpIsRedirected() {
    assertThat(
            yaml(
                settings(
                    "blue",
                    HttpServer.WITH_HTTPS,
                    true,
                    "x.b.com",
                    new Tls(true, Optional.of("TLSV1_2"), List.of("ECDHE-RSA-AES256-GCM-SHA384"))),
                new TlsServer("default", List.of("a.com", "*.b.com")),
                new TlsServer("team.cert", List.of("c.com"))))
        .isEqualTo(
            """
            ---
            apiVersion: "networking.istio.io/v1"
            kind: "Gateway"
            metadata:
              labels:
                app.kubernetes.io/component: "ingress"
                app.kubernetes.io/managed-by: "seldon-istio-ingress"
                app.kubernetes.io/name: "seldon-gateway"
                app.kubernetes.io/part-of: "seldon-core"
                seldon.io/controller-id: "blue"
              name: "seldon-gateway"
              namespace: "gateways"
            spec:
              selector:
                app: "gw"
                istio: "ingressgateway"
              servers:
              - hosts:
                - "x.b.com"
                port:
                  name: "http"
                  number: 80
                  protocol: "HTTP"
              - hosts:
                - "a.com"
                - "*.b.com"
                port:
                  name: "http-redirect"
                  number: 80
                  protocol: "HTTP"
                tls:
                  httpsRedirect: true
              - hosts:
                - "a.com"
                - "*.b.com"
                port:
                  name: "https"
                  number: 443
                  protocol: "HTTPS"
                tls:
                  cipherSuites:
                  - "ECDHE-RSA-AES256-GCM-SHA384"
                  credentialName: "default"
                  minProtocolVersion: "TLSV1_2"
                  mode: "MUTUAL"
              - hosts:
                - "c.com"
                port:
                  name: "https-493899a6-4142-3508-93aa-01e96dd8517c"
                  number: 443
                  protocol: "HTTPS"
                tls:
                  cipherSuites:
                  - "ECDHE-RSA-AES256-GCM-SHA384"
                  credentialName: "team.cert"
                  minProtocolVersion: "TLSV1_2"
                  mode: "MUTUAL"
            """);
  }

  /** Each server is port name, hosts and whether it redirects. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALWAYS     | false | ''      | ''             | http a.com,*.b.com
          ALWAYS     | false | ''      | default=*      | http a.com,*.b.com; https *
          ALWAYS     | true  | ''      | ''             | http a.com,*.b.com
          ALWAYS     | true  | ''      | default=*      | http-redirect a.com,*.b.com redirect; https *
          ALWAYS     | true  | c.com   | ''             | http a.com,*.b.com
          ALWAYS     | false | c.com   | default=*      | http a.com,*.b.com; https *
          # an exception opens no HTTP
          ALWAYS     | true  | c.com   | default=*      | http-redirect a.com,*.b.com redirect; https *
          ALWAYS     | true  | a.com   | default=*      | http a.com; http-redirect *.b.com redirect; https *
          ALWAYS     | true  | *.com   | default=*      | http a.com,*.b.com; https *
          ALWAYS     | true  | *       | default=*      | http a.com,*.b.com; https *
          ALWAYS     | true  | x.b.com | default=*      | http x.b.com; http-redirect a.com,*.b.com redirect; https *
          ALWAYS     | true  | x.b.com,a.com,c.com | default=* | http a.com,x.b.com; http-redirect *.b.com redirect; https *
          # a redirect leads to HTTPS only where that is
          ALWAYS     | true  | ''      | team=a.com     | http *.b.com; http-redirect a.com redirect; https-team a.com
          ALWAYS     | true  | ''      | team=x.b.com   | http a.com,*.b.com; http-redirect x.b.com redirect; https-team x.b.com
          ALWAYS     | true  | ''      | team=*.com     | http-redirect a.com,*.b.com redirect; https-team *.com
          ALWAYS     | true  | ''      | team=c.com     | http a.com,*.b.com; https-team c.com
          ALWAYS     | true  | ''      | default=x.b.com | http a.com,*.b.com; http-redirect x.b.com redirect; https x.b.com
          ALWAYS     | true  | ''      | team=a.com,x.b.com | http *.b.com; http-redirect a.com,x.b.com redirect; https-team a.com,x.b.com
          ALWAYS     | true  | x.b.com | team=x.b.com   | http a.com,*.b.com; https-team x.b.com
          ALWAYS     | true  | *.b.com | team=x.b.com   | http a.com,*.b.com; https-team x.b.com
          ALWAYS     | true  | x.b.com | team=a.com     | http *.b.com; http-redirect a.com redirect; https-team a.com
          WITH_HTTPS | false | ''      | ''             | none
          WITH_HTTPS | false | ''      | default=*      | http a.com,*.b.com; https *
          WITH_HTTPS | true  | ''      | default=*      | http-redirect a.com,*.b.com redirect; https *
          NEVER      | false | ''      | ''             | none
          NEVER      | true  | c.com   | default=*      | https *
          """)
  void serversForHttp(
      HttpServer http, boolean redirect, String exceptions, String https, String servers) {
    List<TlsServer> tls = Scenario.sources("", "", "", https.replace("=", " hosts=")).current();

    Optional<Gateway> gateway =
        ManagedGateway.make(settings("", http, redirect, exceptions, SIMPLE), tls);

    assertThat(gateway.map(ManagedGatewayTest::told).orElse("none")).isEqualTo(servers);
  }

  @ParameterizedTest
  @CsvSource({"default, https", "team, https-team", "team-cert, https-team-cert", "1, https-1"})
  void aServerIsNamedAfterItsSecret(String secret, String name) {
    assertThat(portName(secret)).isEqualTo(name);
  }

  @Test
  void anyOtherNameOfASecretGivesANameOfItsOwnWithoutDots() {
    List<String> secrets =
        List.of("team.cert", "team.cert2", "a".repeat(64), "a".repeat(65), "a." + "b".repeat(200));

    assertThat(secrets.stream().map(ManagedGatewayTest::portName))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("https-[-0-9a-f]{36}"));
  }

  private static String portName(String secret) {
    GatewaySettings settings = settings("", HttpServer.NEVER, false, "", SIMPLE);
    return ManagedGateway.make(settings, List.of(new TlsServer(secret, List.of("x.com"))))
        .orElseThrow()
        .getSpec()
        .getServers()
        .get(0)
        .getPort()
        .getName();
  }

  private static String yaml(GatewaySettings settings, TlsServer... servers) {
    return YAML.asYaml(ManagedGateway.make(settings, List.of(servers)).orElseThrow());
  }

  private static String told(Gateway gateway) {
    return String.join(
        "; ",
        gateway.getSpec().getServers().stream()
            .map(
                server ->
                    server.getPort().getName()
                        + " "
                        + String.join(",", server.getHosts())
                        + (server.getTls() != null
                                && Boolean.TRUE.equals(server.getTls().getHttpsRedirect())
                            ? " redirect"
                            : ""))
            .toList());
  }

  private static GatewaySettings settings(
      String controllerId, HttpServer http, boolean redirect, String exceptions, Tls tls) {
    return new GatewaySettings(
        new GatewayName("gateways", "seldon-gateway"),
        controllerId,
        "istio-system",
        Map.of("istio", "ingressgateway", "app", "gw"),
        List.of("a.com", "*.b.com"),
        http,
        redirect,
        Arrays.stream(exceptions.split(",")).filter(host -> !host.isEmpty()).toList(),
        "default",
        tls);
  }
}
