package io.seldoningress.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.seldoningress.testing.Certificates;
import io.seldoningress.testing.IssuedCertificate;
import io.seldoningress.testing.TestKeys;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which entries of a Secret are read, and what is said of the others. */
class SecretFormsTest {

  private static final IssuedCertificate ONE =
      Certificates.named("CN=one").dnsNames("one.example.com").issue();
  private static final IssuedCertificate OTHER =
      Certificates.named("CN=other").dnsNames("other.example.com").issue();
  private static final IssuedCertificate CA = Certificates.authority("CN=clients");

  static List<Arguments> incomplete() {
    String chain = ONE.chainPem();
    String key = ONE.keyPem();
    return List.of(
        row(Entries.of(), "holds neither tls.crt and tls.key nor cert and key"),
        row(Entries.of("a", "b"), "holds neither tls.crt and tls.key nor cert and key"),
        row(Entries.of("ca.crt", ""), "holds neither tls.crt and tls.key nor cert and key"),
        row(Entries.of("tls.crt", chain), "tls.key: is missing"),
        row(Entries.of("tls.key", key), "tls.crt: is missing"),
        row(Entries.tls("", ""), "tls.crt: is empty", "tls.key: is empty"),
        row(Entries.tls(chain, ""), "tls.key: is empty"),
        row(Entries.of("cert", chain), "key: is missing"),
        row(Entries.of("key", key, "cert", ""), "cert: is empty"),
        row(Entries.of("cert", chain, "tls.key", key), "tls.crt: is missing"),
        row(
            Entries.tls(key, chain),
            "tls.crt: holds no certificate in PEM, but a private key",
            "tls.key: holds no private key in PEM, but a certificate"),
        row(
            Entries.of("tls.crt", chain, "tls.key", key, "ca.crt", "x"),
            "ca.crt: holds no certificate in PEM"),
        row(Entries.of("cacert", key), "cacert: holds no certificate in PEM, but a private key"),
        row(
            Map.of(
                "tls.crt",
                new byte[TlsSecretParser.MAX_ENTRY_BYTES + 1],
                "tls.key",
                new byte[] {1}),
            "tls.crt: is larger than 1 MiB",
            "tls.key: holds no private key in PEM"),
        row(
            Map.of("ca.crt", new byte[TlsSecretParser.MAX_ENTRY_BYTES + 1]),
            "ca.crt: is larger than 1 MiB"));
  }

  private static Arguments row(Map<String, byte[]> data, String... problems) {
    return arguments(data, List.of(problems));
  }

  @ParameterizedTest
  @MethodSource("incomplete")
  void whatIsMissingIsSaid(Map<String, byte[]> data, List<String> problems) {
    TlsCertificate certificate = TlsSecretParser.parse(data);

    assertThat(certificate.problems()).isEqualTo(problems);
    assertThat(certificate.clientCa()).isFalse();
    assertThat(certificate.isCaOnly()).isFalse();
  }

  static Stream<Map<String, String>> whole() {
    return Stream.of(
        ONE.tlsSecret("istio-system", "cert").getData(),
        ONE.genericSecret("istio-system", "cert").getData());
  }

  @ParameterizedTest
  @MethodSource("whole")
  void bothFormsAreRead(Map<String, String> data) {
    Map<String, byte[]> decoded = new LinkedHashMap<>();
    data.forEach((entry, text) -> decoded.put(entry, Base64.getDecoder().decode(text)));

    TlsCertificate certificate = TlsSecretParser.parse(decoded);

    assertThat(certificate.problems()).isEmpty();
    assertThat(certificate.fingerprint()).contains(ONE.fingerprint());
    assertThat(certificate.dnsNames()).containsExactly("one.example.com");
    assertThat(certificate.notBefore()).contains(ONE.holder().getNotBefore().toInstant());
    assertThat(certificate.notAfter()).contains(ONE.holder().getNotAfter().toInstant());
    assertThat(certificate.clientCa()).isFalse();
    assertThat(decoded.values())
        .allSatisfy(bytes -> assertThat(bytes).isEqualTo(new byte[bytes.length]));
  }

  @Test
  void ofTwoFormsTheGenericOneIsServed() {
    Map<String, byte[]> data = Entries.tls(ONE.chainPem(), ONE.keyPem());
    data.putAll(Entries.of("cert", OTHER.chainPem(), "key", OTHER.keyPem()));

    assertThat(TlsSecretParser.parse(data).dnsNames()).containsExactly("other.example.com");
  }

  @Test
  void ofTwoFormsOneOfWhichIsNotWholeTheOtherIsServed() {
    Map<String, byte[]> data = Entries.tls(ONE.chainPem(), ONE.keyPem());
    data.putAll(Entries.of("cert", OTHER.chainPem(), "key", ""));

    TlsCertificate certificate = TlsSecretParser.parse(data);

    assertThat(certificate.dnsNames()).containsExactly("one.example.com");
    assertThat(certificate.problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("caEntries")
  void aSecretMayHaveACaForClients(String entry) {
    Map<String, byte[]> data = Entries.tls(ONE.chainPem(), ONE.keyPem());
    data.putAll(Entries.of(entry, CA.certificatePem() + OTHER.certificatePem()));

    TlsCertificate certificate = TlsSecretParser.parse(data);

    assertThat(certificate.problems()).isEmpty();
    assertThat(certificate.clientCa()).isTrue();
    assertThat(certificate.isCaOnly()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("caEntries")
  void aSecretMayHaveNothingElse(String entry) {
    TlsCertificate certificate = TlsSecretParser.parse(Entries.of(entry, CA.certificatePem()));

    assertThat(certificate).isEqualTo(CertificateRecords.caOnly());
    assertThat(certificate.isCaOnly()).isTrue();
    assertThat(certificate.covers("*")).isFalse();
  }

  static List<String> caEntries() {
    return List.of("cacert", "ca.crt");
  }

  @Test
  void aCaThatIsEmptyIsNone() {
    Map<String, byte[]> data = Entries.tls(ONE.chainPem(), ONE.keyPem());
    data.putAll(Entries.of("ca.crt", ""));

    TlsCertificate certificate = TlsSecretParser.parse(data);

    assertThat(certificate.problems()).isEmpty();
    assertThat(certificate.clientCa()).isFalse();
  }

  @Test
  void aBundleOfWhichOneCantBeReadIsNoCa() {
    String damaged = CA.certificatePem().replaceFirst("(?s)MII.{20}", "MII" + "A".repeat(20));

    TlsCertificate certificate =
        TlsSecretParser.parse(Entries.of("ca.crt", CA.certificatePem() + damaged));

    assertThat(certificate.clientCa()).isFalse();
    assertThat(certificate.problems())
        .containsExactly("ca.crt: certificate 2 can't be read: it is no X.509 in DER");
  }

  @Test
  void keysAreOverwrittenInWhicheverEntryTheyAre() {
    Map<String, byte[]> data =
        Entries.of("tls.key", ONE.keyPem(), "backup", ONE.keyPem(), "tls.crt", ONE.keyPem());
    byte[][] arrays = data.values().toArray(byte[][]::new);

    TlsSecretParser.parse(data);

    assertThat(Arrays.stream(arrays)).allSatisfy(one -> assertThat(one).containsOnly(0));
  }

  @Test
  void anEntryWithoutValueIsEmpty() {
    Map<String, byte[]> data = Entries.of("tls.crt", ONE.chainPem());
    data.put("tls.key", null);

    assertThat(TlsSecretParser.parse(data).problems()).containsExactly("tls.key: is empty");
  }

  @Test
  void namesOfEachKindAreRead() {
    IssuedCertificate many =
        Certificates.named("CN=ignored.example.com")
            .keys(TestKeys.rsa("leaf"))
            .dnsNames("A.example.com", "*.B.example.com", "a.example.com", "bad\nname")
            .ipAddresses("192.0.2.255", "2001:db8::1", "192.0.2.255")
            .issue();

    TlsCertificate certificate = Entries.parseTls(many.chainPem(), many.keyPem());

    assertThat(certificate.dnsNames())
        .containsExactly("a.example.com", "*.b.example.com", "bad\\u000aname");
    assertThat(certificate.ipAddresses()).containsExactly("192.0.2.255", "2001:db8:0:0:0:0:0:1");
  }
}
