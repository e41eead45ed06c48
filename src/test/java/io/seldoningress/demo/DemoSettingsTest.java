package io.seldoningress.demo;

import static io.seldoningress.settings.AccessSettings.ACCESS_ENABLED;
import static io.seldoningress.settings.AccessSettings.ACCESS_ISSUERS;
import static io.seldoningress.settings.AllSettings.WATCH_NAMESPACES;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_MANAGED;
import static io.seldoningress.settings.TenantSettings.TENANTS_HOSTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.demo.Flags.Server;
import io.seldoningress.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DemoSettingsTest {

  @ParameterizedTest
  @EnumSource(Server.class)
  void theGatewayOfAClusterIsLeftAlone(Server server) {
    Settings settings = settings(server, Map.of("gateway.managed", "true"));
    assertThat(settings.get(GATEWAY_MANAGED)).isEqualTo(server != Server.CLUSTER);
    assertThat(settings.get(WATCH_NAMESPACES)).containsExactly("demo");
  }

  @Test
  void aGatewayWithoutANamespaceIsNotKept() {
    Settings settings = settings(Server.EMBEDDED, Map.of("istio.gateway", "mesh"));
    assertThat(settings.get(GATEWAY_MANAGED)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"a/b, '', a, b", "a/b, c/d, c, d"})
  void theGatewayThatIsKeptIsTheUsers(String usual, String kept, String namespace, String name) {
    Settings settings =
        settings(Server.EMBEDDED, Map.of("istio.gateway", usual, "gateway.name", kept));
    assertThat(DemoGateways.kept(settings)).isEqualTo(new ResourceKey(namespace, name));
  }

  @Test
  void withoutSettingsItIsTheDefaultOne() {
    assertThat(DemoGateways.kept(settings(Server.REAL, Map.of())))
        .isEqualTo(new ResourceKey("istio-system", "seldon-gateway"));
  }

  @Test
  void whatTheFileOfSettingsLeavesOpenIsWhatTheExamplesAreAbout() {
    Settings settings =
        settings(Server.EMBEDDED, Map.of("access.issuers", "", "tenants.hosts", "*:*"));
    assertThat(settings.get(ACCESS_ENABLED)).isTrue();
    assertThat(settings.get(ACCESS_ISSUERS)).containsExactly("https://issuer.example.com");
    assertThat(settings.get(TENANTS_HOSTS)).containsExactly(DemoSettings.HOSTS.split(","));
  }

  @Test
  void whatAUserSetsStays() {
    Settings settings =
        settings(
            Server.EMBEDDED,
            Map.of("access.issuers", "https://id.example.org", "tenants.hosts", "demo:*"));
    assertThat(settings.get(ACCESS_ISSUERS)).containsExactly("https://id.example.org");
    assertThat(settings.get(TENANTS_HOSTS)).containsExactly("demo:*");
  }

  @Test
  void onAClusterNothingIsSaidOfCallersAndTenants() {
    Settings settings = settings(Server.CLUSTER, Map.of());
    assertThat(settings.get(ACCESS_ENABLED)).isFalse();
    assertThat(settings.get(TENANTS_HOSTS)).containsExactly("*:*");
  }

  private static Settings settings(Server server, Map<String, String> user) {
    return DemoSettings.of(
        user, new Flags(server, Optional.of("demo"), Path.of("examples"), false));
  }
}
