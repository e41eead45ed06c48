package io.seldoningress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seldoningress.gateway.GatewaySettings;
import io.seldoningress.gateway.GatewaySettings.HttpServer;
import io.seldoningress.gateway.GatewaySettings.Tls;
import io.seldoningress.istio.GatewayName;
import io.seldoningress.istio.TlsGrant;
import io.seldoningress.istio.TlsPolicy;
import io.seldoningress.settings.Settings;
import io.seldoningress.settings.SettingsException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptGatewayTest {

  private static final GatewayName DEFAULT = new GatewayName("istio-system", "seldon-gateway");

  @Test
  void byDefaultNoneIsKept() {
    Settings settings = settings();

    assertThat(KeptGateway.of(settings)).isEmpty();
    assertThat(KeptGateway.policy(settings)).isEmpty();
  }

  @Test
  void theDefaultsOfOneThatIsKept() {
    Settings settings = settings("gateway.managed", "true");

    assertThat(KeptGateway.of(settings))
        .contains(
            new GatewaySettings(
                DEFAULT,
                "",
                "istio-system",
                Map.of("istio", "ingressgateway"),
                List.of("*"),
                HttpServer.ALWAYS,
                false,
                List.of(),
                "seldon-ssl-cert",
                new Tls(false, Optional.empty(), List.of())));
    assertThat(KeptGateway.policy(settings))
        .contains(new TlsPolicy(DEFAULT.toString(), List.of(TlsGrant.EVERYTHING)));
  }

  @Test
  void everythingCanBeSet() {
    Settings settings =
        settings(
            "gateway.managed", "true",
            "gateway.name", "team/gw",
            "controller.id", "blue",
            "gateway.namespace", "ingress",
            "gateway.selector", "app=gw, istio=ingress",
            "gateway.hosts", "a.com, *.b.com",
            "gateway.http", "withHttps",
            "gateway.httpsRedirect", "true",
            "gateway.httpsRedirectExceptions", "c.com",
            "gateway.tls.secret", "my.cert",
            "gateway.tls.mode", "MUTUAL",
            "gateway.tls.minimumVersion", "TLSV1_3",
            "gateway.tls.cipherSuites", "ECDHE-RSA-AES128-GCM-SHA256",
            "gateway.tls.grants", "a/*/*.a.com, b/c/d.com");

    assertThat(KeptGateway.of(settings))
        .contains(
            new GatewaySettings(
                new GatewayName("team", "gw"),
                "blue",
                "ingress",
                Map.of("app", "gw", "istio", "ingress"),
                List.of("a.com", "*.b.com"),
                HttpServer.WITH_HTTPS,
                true,
                List.of("c.com"),
                "my.cert",
                new Tls(true, Optional.of("TLSV1_3"), List.of("ECDHE-RSA-AES128-GCM-SHA256"))));
    assertThat(KeptGateway.policy(settings))
        .contains(
            new TlsPolicy(
                "team/gw",
                List.of(new TlsGrant("a", "*", "*.a.com"), new TlsGrant("b", "c", "d.com"))));
  }

  @ParameterizedTest
  @CsvSource({"always, ALWAYS", "withHttps, WITH_HTTPS", "never, NEVER"})
  void whenThereIsAnHttpServer(String text, HttpServer http) {
    assertThat(KeptGateway.of(settings("gateway.managed", "true", "gateway.http", text)))
        .map(GatewaySettings::http)
        .contains(http);
  }

  @ParameterizedTest
  @CsvSource({"mesh", "own", "gw.team"})
  void oneInNoNamespaceStopsTheStart(String gateway) {
    Settings settings = settings("gateway.managed", "true", "istio.gateway", gateway);

    assertThatThrownBy(() -> KeptGateway.of(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "gateway.name is empty and istio.gateway is \"%s\", which is in no namespace; with gateway.managed one of them has to be <namespace>/<name>"
                .formatted(gateway));
    assertThat(
            KeptGateway.of(
                settings(
                    "gateway.managed", "true", "istio.gateway", gateway, "gateway.name", "a/b")))
        .map(GatewaySettings::name)
        .contains(new GatewayName("a", "b"));
    assertThat(KeptGateway.of(settings("istio.gateway", gateway))).isEmpty();
  }

  /** watch.namespaces, istio.gateway, gateway.name; the namespaces whose Gateways are watched. */
  @ParameterizedTest
  @CsvSource({
    "'', istio-system/gw, '', ''",
    "'', istio-system/gw, other/gw, ''",
    "'team-b, team-a', istio-system/gw, '', 'istio-system,team-a,team-b'",
    "team-a, istio-system/gw, other/gw, 'istio-system,other,team-a'",
    "team-a, team-a/gw, '', team-a",
    "team-a, mesh, '', team-a",
    "team-a, own, other/gw, 'other,team-a'"
  })
  void gatewaysAreLookedAtWhereTheyMayBe(
      String watched, String gateway, String name, String namespaces) {
    Settings settings =
        settings("watch.namespaces", watched, "istio.gateway", gateway, "gateway.name", name);

    assertThat(String.join(",", KeptGateway.watchedNamespaces(settings))).isEqualTo(namespaces);
    assertThat(KeptGateway.placeholders(settings))
        .containsOnly(
            Map.entry("gateway.key", ""), Map.entry("gateway.watchNamespaces", namespaces));
  }

  @ParameterizedTest
  @CsvSource({"'', istio-system/seldon-gateway", "team/gw, team/gw"})
  void routesCanNameTheOneThatIsKept(String name, String key) {
    assertThat(KeptGateway.placeholders(settings("gateway.managed", "true", "gateway.name", name)))
        .containsEntry("gateway.key", key);
  }

  private static Settings settings(String... pairs) {
    Map<String, String> file = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      file.put(pairs[i], pairs[i + 1]);
    }
    return Settings.of(file, Map.of());
  }
}
