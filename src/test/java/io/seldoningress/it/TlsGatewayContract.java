package io.seldoningress.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seldoningress.testing.Certificates;
import io.seldoningress.testing.IssuedCertificate;
import io.seldoningress.testing.OpenSsl;
import io.seldoningress.testing.RequestLog.Entry;
import io.seldoningress.testing.TestKeys;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Gateway that the controller keeps, and what becomes of TLS Secrets. */
abstract class TlsGatewayContract extends ManagedGatewayFixture {

  @Test
  void httpsComesWithTheSecretThatTheSeldonDocumentationMakes(@TempDir Path folder) {
    startKeeping();
    awaitServers("80 *");
    assertThat(gateway().get().getSpec().getSelector()).containsEntry("istio", "ingressgateway");
    OpenSsl openssl = new OpenSsl(folder);
    openssl.asSeldonDocuments();

    put(tlsSecret(DEFAULT_SECRET, openssl.text(OpenSsl.CERTIFICATE), openssl.text(OpenSsl.KEY)));

    awaitServers("80 *", "443 * seldon-ssl-cert");
    assertThat(metric("seldon.ingress.certificate.time.left", DEFAULT_SECRET)).isPositive();
    assertThat(metric("seldon.ingress.certificate.unusable", DEFAULT_SECRET)).isZero();
  }

  @Test
  void aRotationWritesNothing() {
    put(DEFAULT_SECRET, certificate("a.example.com"));
    startKeeping();
    awaitServers("80 *", "443 * seldon-ssl-cert");
    String before = gateway().get().getMetadata().getResourceVersion();
    long read = secretReads();

    put(DEFAULT_SECRET, Certificates.named("CN=b").keys(TestKeys.ec("secp256r1")).issue());

    eventually().until(() -> secretReads() > read && controller.idle());
    assertThat(gateway().get().getMetadata().getResourceVersion()).isEqualTo(before);
  }

  @Test
  void aBadReplacementIsToldAndLeavesTheServerAlsoAfterARestart() {
    put(DEFAULT_SECRET, certificate("a.example.com"));
    startKeeping();
    awaitServers("80 *", "443 * seldon-ssl-cert");

    Secret bad = certificate("a.example.com").tlsSecret(ingress, DEFAULT_SECRET);
    bad.getData().put("tls.key", base64(certificate("b").keyPem().replace("A", "B")));
    put(bad);

    assertThat(awaitIngressWarning(DEFAULT_SECRET, "TlsSecretUnusable")).contains("stays as it is");
    eventually().until(() -> metric("seldon.ingress.certificate.unusable", DEFAULT_SECRET) == 1);
    assertThat(servers()).containsExactly("80 *", "443 * seldon-ssl-cert");
    restartKeeping();
    eventually().until(() -> metric("seldon.ingress.certificate.unusable", DEFAULT_SECRET) == 1);
    eventually().until(controller::idle);
    assertThat(servers()).containsExactly("80 *", "443 * seldon-ssl-cert");
    put(DEFAULT_SECRET, certificate("a.example.com"));
    eventually().until(() -> metric("seldon.ingress.certificate.unusable", DEFAULT_SECRET) == 0);
  }

  @Test
  void anUnsoundSecretOpensNoServer() {
    Secret unsound = certificate("a.example.com").tlsSecret(ingress, DEFAULT_SECRET);
    unsound.getData().put("tls.key", base64("no key"));
    put(unsound);
    startKeeping();

    assertThat(awaitIngressWarning(DEFAULT_SECRET, "TlsSecretUnusable")).contains("tls.key");
    eventually().until(controller::idle);
    assertThat(servers()).containsExactly("80 *");
  }

  @Test
  void aDeletedSecretTakesTheServerAway() {
    put(DEFAULT_SECRET, certificate("a.example.com"));
    startKeeping();
    awaitServers("80 *", "443 * seldon-ssl-cert");

    secret(DEFAULT_SECRET).delete();

    awaitServers("80 *");
  }

  @Test
  void httpMayComeAndGoWithHttps() {
    startKeeping("gateway.http", "withHttps");
    put(DEFAULT_SECRET, certificate("a.example.com"));
    awaitServers("80 *", "443 * seldon-ssl-cert");

    secret(DEFAULT_SECRET).delete();

    eventually().until(() -> gateway().get() == null);
    put(DEFAULT_SECRET, certificate("a.example.com"));
    awaitServers("80 *", "443 * seldon-ssl-cert");
  }

  @Test
  void httpRedirectsWhileThereIsHttps() {
    startKeeping(
        "gateway.httpsRedirect", "true", "gateway.httpsRedirectExceptions", "probe.example.com");
    awaitServers("80 *");

    put(DEFAULT_SECRET, certificate("a.example.com"));

    awaitServers("80 probe.example.com", "80 * redirect", "443 * seldon-ssl-cert");
    secret(DEFAULT_SECRET).delete();
    awaitServers("80 *");
  }

  @Test
  void labelledSecretsOfEachFormHaveServersOfTheirOwn() {
    startKeeping();
    put(labelled(distinct("a.example.com").tlsSecret(ingress, "a"), "server"));
    put(labelled(distinct("*.b.example.com").genericSecret(ingress, "b"), "server"));
    Secret annotated = labelled(distinct("*.c.org", "d.org").tlsSecret(ingress, "c"), "server");
    annotated.getMetadata().setAnnotations(Map.of("seldon.io/istio-tls-hosts", "x.c.org, D.org"));
    put(annotated);

    awaitServers("80 *", "443 a.example.com a", "443 *.b.example.com b", "443 x.c.org,d.org c");
  }

  @Test
  void overlapsAndCopiesAreRefusedWithAReason() {
    put(labelled(distinct("*.example.com").tlsSecret(ingress, "a"), "server"));
    startKeeping();
    awaitServers("80 *", "443 *.example.com a");

    put(labelled(distinct("x.example.com", "y.org").tlsSecret(ingress, "b"), "server"));

    assertThat(awaitIngressWarning("b", "TlsSecretUnusable"))
        .contains("host x.example.com is served with Secret a");
    assertThat(servers()).containsExactly("80 *", "443 *.example.com a");
    secret("a").delete();
    awaitServers("80 *", "443 x.example.com,y.org b");
  }

  @Test
  void aCertificateIsServedFromTheMomentThatItIsValid() {
    IssuedCertificate early =
        Certificates.named("CN=a")
            .dnsNames("a.example.com")
            .validFrom(Instant.now().plusSeconds(4))
            .issue();
    put(DEFAULT_SECRET, early);
    startKeeping();

    assertThat(awaitIngressWarning(DEFAULT_SECRET, "TlsSecretUnusable")).contains("not valid");
    awaitServers("80 *", "443 * seldon-ssl-cert");
  }

  @Test
  void oneThatExpiresIsToldInTimeAndStaysServed() {
    IssuedCertificate brief =
        Certificates.named("CN=a")
            .dnsNames("a.example.com")
            .validUntil(Instant.now().plusSeconds(6))
            .issue();
    put(DEFAULT_SECRET, brief);
    startKeeping("gateway.tls.expiryWarnings", "30d,1d");

    assertThat(awaitIngressWarning(DEFAULT_SECRET, "CertificateExpires"))
        .contains("in less than 1 day");
    awaitServers("80 *", "443 * seldon-ssl-cert");
    assertThat(awaitIngressWarning(DEFAULT_SECRET, "TlsSecretUnusable")).contains("expired");
    assertThat(servers()).containsExactly("80 *", "443 * seldon-ssl-cert");
  }

  @Test
  void mutualTlsWantsACaInTheSecretOrBesideIt() {
    put(DEFAULT_SECRET, certificate("a.example.com"));
    startKeeping("gateway.tls.mode", "MUTUAL", "gateway.tls.minimumVersion", "TLSV1_3");
    assertThat(awaitIngressWarning(DEFAULT_SECRET, "TlsSecretUnusable")).contains("ca.crt");

    IssuedCertificate ca = Certificates.authority("CN=clients");
    put(labelled(ca.caSecret(ingress, DEFAULT_SECRET + "-cacert"), "named"));

    awaitServers("80 *", "443 * seldon-ssl-cert");
    var tls = gateway().get().getSpec().getServers().get(1).getTls();
    assertThat(tls.getMode()).hasToString("MUTUAL");
    assertThat(tls.getMinProtocolVersion()).hasToString("TLSV1_3");
  }

  @Test
  void aGatewayOfSomebodyElseIsNotChangedAndTakenOnceItIsGone() {
    String theirs =
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: %s, namespace: %s}
        spec:
          selector: {istio: ingressgateway}
          servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [theirs.example.com]}]
        """
            .formatted(GATEWAY, ingress);
    HasMetadata unused = applyAs("somebody", Serialization.unmarshal(theirs, Gateway.class));
    put(DEFAULT_SECRET, certificate("a.example.com"));
    startKeeping();

    assertThat(awaitIngressWarning(GATEWAY, "ObjectOfAnotherOwner")).contains(GATEWAY);
    assertThat(servers()).containsExactly("80 theirs.example.com");
    gateway().delete();
    awaitServers("80 *", "443 * seldon-ssl-cert");
  }

  @Test
  void whereTheGatewayHasNoServerItsUsersAreTold() {
    startKeeping("gateway.http", "never");
    apply("income", predictors("main"));

    awaitCondition("income", "False", "GatewayNotFound");
    put(DEFAULT_SECRET, certificate("a.example.com"));
    awaitCondition("income", "True", "Routed");
  }

  @Test
  void aHostOfAnOlderGatewayOfSomebodyElseIsLeftToItForAsLongAsItIsThere() {
    String theirs =
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: a-older, namespace: NAMESPACE}
        spec:
          selector: {istio: ingressgateway}
          servers:
            - port: {number: 443, name: https, protocol: HTTPS}
              hosts: [a.example.com]
              tls: {mode: SIMPLE, credentialName: theirs}
        """;
    HasMetadata older = applyAs("somebody", yaml(theirs));
    startKeeping();
    put(labelled(distinct("a.example.com").tlsSecret(ingress, "a"), "server"));

    assertThat(awaitIngressWarning("a", "TlsSecretUnusable"))
        .contains("host a.example.com is served with Gateway %s/a-older".formatted(namespace));
    client.resource(older).delete();
    awaitServers("80 *", "443 a.example.com a");
  }

  @Test
  void whoEditsOrDeletesTheGatewayIsPutRight() {
    startKeeping();
    awaitServers("80 *");

    gateway()
        .edit(
            found -> {
              found.getSpec().getServers().get(0).setHosts(List.of("x.example.com"));
              return found;
            });
    awaitServers("80 *");
    gateway().delete();
    awaitServers("80 *");
  }

  @Test
  void aRestartWritesNothingAndReadsEachSecretOnce() {
    put(DEFAULT_SECRET, certificate("a.example.com"));
    startKeeping();
    awaitServers("80 *", "443 * seldon-ssl-cert");

    restartKeeping();

    eventually().until(() -> metric("seldon.ingress.certificate.unusable", DEFAULT_SECRET) == 0);
    awaitAllHandled();
    assertThat(writes()).isEmpty();
    assertThat(secretReads()).isEqualTo(1);
  }

  @Test
  void whereNoGatewayIsKeptNoSecretIsLookedAt() {
    put(DEFAULT_SECRET, certificate("a.example.com"));
    startController();
    awaitAllHandled();

    assertThat(requests().count(entry -> entry.path().contains("/secrets"))).isZero();
    assertThat(gateway().get()).isNull();
  }

  /** The requests that ask for what is in a Secret, each of which names it. */
  private long secretReads() {
    return requests().count(TlsGatewayContract::readsASecret);
  }

  private static boolean readsASecret(Entry entry) {
    return entry.path().endsWith("/secrets") && entry.query().contains("metadata.name");
  }

  private static IssuedCertificate distinct(String... hosts) {
    return Certificates.named("CN=" + hosts[0].replace("*", "any"))
        .keys(TestKeys.ec("secp256r1"))
        .dnsNames(hosts)
        .issue();
  }

  private Secret tlsSecret(String name, String certificate, String key) {
    Secret secret = certificate("x").tlsSecret(ingress, name);
    secret.getData().put("tls.crt", base64(certificate));
    secret.getData().put("tls.key", base64(key));
    return secret;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
