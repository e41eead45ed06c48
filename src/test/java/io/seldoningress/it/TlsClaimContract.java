package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.testing.Certificates;
import io.seldoningress.testing.IssuedCertificate;
import io.seldoningress.testing.TestKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * HTTPS for the hosts of a SeldonDeployment by the annotation {@code seldon.io/istio-tls-secret}.
 */
abstract class TlsClaimContract extends ManagedGatewayFixture {

  @Test
  void aSecretAndAnAnnotationAreEnough() {
    put("models-cert", fresh("models.example.com"));
    startKeeping();
    claim("income", "models-cert", "models.example.com");

    awaitServers("80 *", "443 models.example.com models-cert");
    eventually()
        .until(
            () -> condition("income").get("message"),
            "https://models.example.com/seldon/%s/income/".formatted(namespace)::equals);
    delete("income");
    awaitServers("80 *");
  }

  @Test
  void aHostOfOneSeldonDeploymentIsNothingToTheOthers() {
    put("cert", fresh("*.example.com"));
    startKeeping();
    apply("other", predictors("main"));
    awaitCondition("other", "True", "Routed");
    awaitAllHandled();
    List<String> turns = recordTurns();

    claim("income", "cert", "a.example.com");

    awaitRoutedOnHttps("income");
    awaitAllHandled();
    assertThat(turns).contains("income").doesNotContain("other");
  }

  @Test
  void severalShareASecretAndEachHasItsHosts() {
    put("cert", fresh("*.example.com"));
    startKeeping();
    claim("a", "cert", "a.example.com");
    claim("b", "cert", "b.example.com");
    awaitRoutedOnHttps("a", "b");

    assertThat(servers()).hasSize(2);
    assertThat(servers().get(1)).contains("a.example.com", "b.example.com", " cert");
    delete("a");
    awaitServers("80 *", "443 b.example.com cert");
  }

  @Test
  void whatIsWrongIsToldAndClearedWhenItIsMended() {
    startKeeping();
    claim("income", "cert", "models.example.com");

    awaitCondition("income", "False", "TlsSecretNotServed");
    assertThat(awaitWarning("income", "TlsSecretNotServed")).contains("there is no Secret cert");
    awaitVirtualService("income");
    put("cert", fresh("other.example.com"));
    eventually()
        .until(
            () ->
                condition("income")
                    .get("message")
                    .toString()
                    .contains("not for models.example.com"));
    put("cert", fresh("models.example.com"));
    awaitRoutedOnHttps("income");
  }

  @Test
  void aBadReplacementDoesNotTouchWhatIsServed() {
    put("cert", fresh("models.example.com"));
    startKeeping();
    claim("income", "cert", "models.example.com");
    awaitRoutedOnHttps("income");

    put("cert", fresh("other.example.com"));

    assertThat(awaitIngressWarning("cert", "TlsSecretUnusable")).contains("stays as it is");
    awaitAllHandled();
    assertThat(servers()).containsExactly("80 *", "443 models.example.com cert");
    awaitRoutedOnHttps("income");
  }

  @Test
  void ofTwoThatWantAHostWithDifferentSecretsTheOlderHasIt() {
    put("one", fresh("models.example.com"));
    put("other", fresh("models.example.com"));
    startKeeping();
    claim("a", "one", "models.example.com");
    awaitRoutedOnHttps("a");
    claim("b", "other", "models.example.com");

    assertThat(awaitWarning("b", "TlsSecretNotServed"))
        .contains("host models.example.com is served with Secret one");
    assertThat(servers()).containsExactly("80 *", "443 models.example.com one");
    delete("a");
    awaitServers("80 *", "443 models.example.com other");
    awaitRoutedOnHttps("b");
  }

  @Test
  void itIsNotForEveryHost() {
    put("cert", fresh("models.example.com"));
    startKeeping();
    apply("income", "annotations: {seldon.io/istio-tls-secret: cert}", predictors("main"));

    assertThat(awaitWarning("income", "InvalidSeldonDeployment")).contains("not for the host '*'");
    assertThat(virtualService("income").get()).isNull();
  }

  @Test
  void whoIsNotGrantedItWritesNothing() {
    put("cert", fresh("*.example.com"));
    startKeeping("gateway.tls.grants", namespace + "/cert/*.b.example.com,other/*/*");
    claim("allowed", "cert", "a.b.example.com");
    claim("denied", "cert", "a.example.com");

    assertThat(awaitWarning("denied", "InvalidSeldonDeployment")).contains("gateway.tls.grants");
    eventually()
        .until(() -> condition("allowed").getOrDefault("reason", ""), "TlsSecretNotServed"::equals);
    assertThat(virtualService("denied").get()).isNull();
  }

  @Test
  void withoutAKeptGatewayItIsRefused() {
    startController();
    claim("income", "cert", "models.example.com");

    assertThat(awaitWarning("income", "InvalidSeldonDeployment")).contains("gateway.managed");
  }

  @Test
  void aBrokenEditLeavesTheServer() {
    put("cert", fresh("*.example.com"));
    startKeeping();
    claim("income", "cert", "models.example.com");
    awaitRoutedOnHttps("income");

    claim("income", "cert", "not a host");

    awaitCondition("income", "False", "InvalidSeldonDeployment");
    awaitAllHandled();
    assertThat(servers()).containsExactly("80 *", "443 models.example.com cert");
  }

  private void claim(String name, String secret, String host) {
    apply(
        name,
        "annotations: {seldon.io/istio-host: '%s', seldon.io/istio-tls-secret: '%s'}"
            .formatted(host, secret),
        predictors("main"));
  }

  private void awaitRoutedOnHttps(String... names) {
    for (String name : names) {
      eventually()
          .until(
              () -> condition(name).getOrDefault("message", "").toString(),
              message -> message.startsWith("https://"));
    }
  }

  private static IssuedCertificate fresh(String... hosts) {
    return Certificates.named("CN=test").keys(TestKeys.ec("secp256r1")).dnsNames(hosts).issue();
  }
}
