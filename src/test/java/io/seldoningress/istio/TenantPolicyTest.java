package io.seldoningress.istio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantPolicyTest {

  @ParameterizedTest
  @CsvSource({
    "*:*, models, *.a.com, true",
    "models:a.com, models, a.com, true",
    "models:a.com, other, a.com, false",
    "models:a.com, models, b.a.com, false",
    "models:a.com, models, *.a.com, false",
    "models:*.a.com, models, b.a.com, true",
    "models:*.a.com, models, *.a.com, true",
    "models:*.a.com, models, *.b.a.com, true",
    "models:*.a.com, models, *.com, false",
    "models:*.a.com, models, a.com.evil.org, false",
    "models:b*.a.com, models, *.a.com, false",
    "team-*:*.{namespace}.a.com, team-b, x.team-b.a.com, true",
    "team-*:*.{namespace}.a.com, team-b, x.team-c.a.com, false",
    "team-*:*.{namespace}.a.com, team-b, *.team-b.a.com, true",
    "team-*:*, steam-b, a.com, false"
  })
  void hostsAreWhollyInsideOfAPattern(
      String grant, String namespace, String host, boolean allowed) {
    TenantPolicy policy =
        new TenantPolicy(List.of(TenantGrant.parse(grant).orElseThrow()), List.of(), List.of());

    assertThat(policy.allowsHost(namespace, host)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "*:*, mesh, true",
    "*:mesh, mesh, true",
    "*:*/*, mesh, false",
    "*:{namespace}/*, models/own, true",
    "*:{namespace}/*, other/own, false",
    "*:istio-system/*, istio-system/a, true"
  })
  void gatewaysHaveTheirNamespace(String grant, String gateway, boolean allowed) {
    TenantPolicy policy =
        new TenantPolicy(List.of(), List.of(TenantGrant.parse(grant).orElseThrow()), List.of());

    assertThat(policy.allowsGateway("models", gateway)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "*:/{namespace}/*, /models/, true",
    "*:/{namespace}/*, /models/a/, true",
    "*:/{namespace}/*, /modelsx/, false",
    "*:/{namespace}/*, /, false",
    "*:/a/, /a/, true",
    "*:/a/, /a/b/, false",
    "*:/*, /, true",
    "*:/a:b/*, /a:b/c/, true"
  })
  void pathsArePrefixes(String grant, String prefix, boolean allowed) {
    TenantPolicy policy =
        new TenantPolicy(List.of(), List.of(), List.of(TenantGrant.parse(grant).orElseThrow()));

    assertThat(policy.allowsPath("models", prefix)).isEqualTo(allowed);
  }

  @Test
  void withoutAnyGrantTheDefaultsAreLeft() {
    TenantPolicy nothing = new TenantPolicy(List.of(), List.of(), List.of());

    assertThat(nothing.allowsHost("models", "*")).isTrue();
    assertThat(nothing.allowsPath("models", "/seldon/models/m/")).isTrue();
    assertThat(nothing.allowsHost("models", "a.com")).isFalse();
    assertThat(nothing.allowsGateway("models", "mesh")).isFalse();
    assertThat(nothing.allowsPath("models", "/m/")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "a", "a:", ":a"})
  void theseAreNoGrants(String text) {
    assertThat(TenantGrant.parse(text)).isEmpty();
  }
}
