package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.testing.Certificates;
import io.seldoningress.testing.IssuedCertificate;
import io.seldoningress.testing.RequestLog.Entry;
import io.seldoningress.testing.TestKeys;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Private keys reach nobody, whatever becomes of their Secrets, and of others none is asked for.
 */
abstract class SecretsStaySecretContract extends SecretsStaySecretFixture {

  private final IssuedCertificate first = fresh("a.example.com");

  @Test
  void ofSoundSecretsAndTheirRotation() {
    startKeeping();
    putSecret(first, first.tlsSecret(ingress, DEFAULT_SECRET));
    awaitServers("80 *", "443 * seldon-ssl-cert");
    IssuedCertificate rsa = certificate("a.example.com");

    putSecret(rsa, rsa.tlsSecret(ingress, DEFAULT_SECRET));

    assertNoKeyWasTold(rsa);
  }

  @Test
  void ofTheGenericForm() {
    startKeeping();

    putSecret(first, labelled(first.genericSecret(ingress, "generic"), "server"));

    awaitServers("80 *", "443 a.example.com generic");
    assertNoKeyWasTold(first);
  }

  @Test
  void ofWhatKubectlKeepsInAnAnnotationWhetherListedOrWatched() {
    IssuedCertificate watched = fresh("b.example.com");
    hide("the key that is there from the start", first.keyPem());
    put(appliedByKubectl(labelled(first.tlsSecret(ingress, "listed"), "server")));
    startKeeping();
    awaitServers("80 *", "443 a.example.com listed");

    putSecret(watched, appliedByKubectl(labelled(watched.tlsSecret(ingress, "watched"), "server")));

    awaitServers("80 *", "443 a.example.com listed", "443 b.example.com watched");
    assertNoKeyWasTold(watched);
  }

  @Test
  void ofReplacementsThatCannotBeUsed() {
    startKeeping();
    putSecret(first, first.tlsSecret(ingress, DEFAULT_SECRET));
    awaitServers("80 *", "443 * seldon-ssl-cert");
    String sound = fresh("x").keyPem();
    List<String> replacements =
        List.of(
            sound,
            "text before\n" + sound + "text after\n",
            "on one line: " + sound.replace('\n', ' '),
            sound.replace("A", "!"),
            sound.substring(0, sound.length() / 2),
            first.encryptedKeyPem("pass"),
            "no key, but the passphrase of somebody who mistook the file");

    for (String key : replacements) {
      putSecret(first, DEFAULT_SECRET, key);
      assertThat(metric("seldon.ingress.certificate.unusable", DEFAULT_SECRET)).as(key).isOne();
    }

    assertThat(awaitIngressWarning(DEFAULT_SECRET, "TlsSecretUnusable")).contains("tls.key");
    assertNoKeyWasTold(first);
  }

  @Test
  void ofADeadLetter() {
    HasMetadata unused = applyAs("somebody", Serialization.unmarshal(theirs(), Gateway.class));
    put(first.tlsSecret(ingress, DEFAULT_SECRET));
    hide("the key", first.keyPem());

    startKeeping();

    assertThat(awaitIngressWarning(GATEWAY, "ObjectOfAnotherOwner")).contains(GATEWAY);
    eventually().until(() -> exchangesTell("DeadLetter["));
    assertNoKeyWasTold(first);
  }

  @Test
  void ofOneThatExpires() {
    IssuedCertificate brief =
        Certificates.named("CN=brief")
            .keys(TestKeys.ec("secp256r1"))
            .dnsNames("a.example.com")
            .validUntil(Instant.now().plusSeconds(5))
            .issue();
    startKeeping("gateway.tls.expiryWarnings", "1d");
    putSecret(brief, brief.tlsSecret(ingress, DEFAULT_SECRET));

    assertThat(awaitIngressWarning(DEFAULT_SECRET, "CertificateExpires")).contains("1 day");
    assertThat(awaitIngressWarning(DEFAULT_SECRET, "TlsSecretUnusable")).contains("expired");
    assertNoKeyWasTold(brief);
  }

  @Test
  void noOtherSecretIsAskedFor() {
    put(first.genericSecret(ingress, "private"));
    put(first.tlsSecret(namespace, "elsewhere"));
    put(labelled(fresh("c.example.com").genericSecret(namespace, "labelled"), "server"));
    startKeeping();
    putSecret(first, first.tlsSecret(ingress, DEFAULT_SECRET));
    apply("names-it", "annotations: {seldon.io/istio-tls-secret: private}", predictors("main"));
    apply("too", "annotations: {seldon.io/istio-tls-secret: elsewhere}", predictors("main"));
    awaitAllHandled();

    List<Entry> asked =
        requests().entries().stream().filter(entry -> entry.path().contains("secrets")).toList();
    assertThat(asked)
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry.method()).isEqualTo("GET");
              assertThat(entry.path()).isEqualTo("/api/v1/namespaces/" + ingress + "/secrets");
              assertThat(decoded(entry.query()))
                  .containsAnyOf(
                      "fieldSelector=type=kubernetes.io/tls", "labelSelector=seldon.io/istio-tls");
            });
    assertThat(asked)
        .filteredOn(SecretsStaySecretFixture::isForAWholeSecret)
        .isNotEmpty()
        .allSatisfy(
            entry ->
                assertThat(decoded(entry.query())).contains("metadata.name=" + DEFAULT_SECRET));
  }

  private String theirs() {
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata: {name: %s, namespace: %s}
    spec:
      selector: {istio: ingressgateway}
      servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [theirs.example.com]}]
    """
        .formatted(GATEWAY, ingress);
  }

  static IssuedCertificate fresh(String host) {
    return Certificates.named("CN=" + host).keys(TestKeys.ec("secp256r1")).dnsNames(host).issue();
  }

  private static String decoded(String query) {
    return URLDecoder.decode(query, StandardCharsets.UTF_8);
  }
}
