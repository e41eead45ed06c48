package io.seldoningress.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.seldoningress.testing.OpenSsl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets of what the program openssl writes. */
class OpenSslTest {

  private static final String NAMES = "subjectAltName=DNS:*.example.com,IP:192.0.2.1";

  @TempDir private Path folder;
  private OpenSsl openssl;

  @BeforeEach
  void isInstalled() {
    assumeTrue(OpenSsl.isInstalled(), "openssl is not on the PATH");
    openssl = new OpenSsl(folder);
  }

  private TlsCertificate parse() {
    return Entries.parseTls(openssl.text(OpenSsl.CERTIFICATE), openssl.text(OpenSsl.KEY));
  }

  @Test
  void theCertificateOfSeldonsDocumentationIsSoundAndHasNoNames() {
    openssl.asSeldonDocuments();

    TlsCertificate certificate = parse();

    assertThat(certificate.problems()).isEmpty();
    assertThat(certificate.uncovered(List.of("*", "localhost"))).containsExactly("localhost");
    assertThat(certificate.notBefore()).isPresent();
    Instant start = certificate.notBefore().orElseThrow();
    assertThat(certificate.notAfter()).contains(start.plus(Duration.ofDays(365)));
  }

  static List<Arguments> keys() {
    return List.of(
        arguments(
            "req -nodes -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -keyout privkey.pem"),
        arguments("ecparam -name prime256v1 -genkey -out privkey.pem"),
        arguments("ecparam -name secp384r1 -genkey -noout -out privkey.pem"),
        arguments("genrsa -traditional -out privkey.pem 2048"),
        arguments("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out privkey.pem"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void keysOfEachCommandAreRead(String command) {
    if (command.startsWith("req")) {
      openssl.run((command + " -subj /CN=a -addext " + NAMES + " -out fullchain.pem").split(" "));
    } else {
      openssl.run(command.split(" "));
      certify();
    }

    TlsCertificate certificate = parse();

    assertThat(certificate.problems()).isEmpty();
    assertThat(certificate.covers("a.example.com")).isTrue();
    assertThat(certificate.covers("192.0.2.1")).isTrue();
    assertThat(certificate.dnsNames()).containsExactly("*.example.com");
  }

  private void certify() {
    openssl.run(
        "req",
        "-x509",
        "-key",
        OpenSsl.KEY,
        "-subj",
        "/CN=a",
        "-addext",
        NAMES,
        "-out",
        OpenSsl.CERTIFICATE);
  }

  @Test
  void textAroundBlocksIsPassedOver() {
    openssl.run("genrsa", "-out", "plain.pem", "2048");
    openssl.run("rsa", "-in", "plain.pem", "-text", "-out", OpenSsl.KEY);
    openssl.run(
        "req",
        "-x509",
        "-key",
        "plain.pem",
        "-subj",
        "/CN=a",
        "-text",
        "-out",
        OpenSsl.CERTIFICATE);

    assertThat(openssl.text(OpenSsl.CERTIFICATE)).contains("Public-Key: (2048 bit)");
    assertThat(parse().problems()).isEmpty();
  }

  static List<String> signatures() {
    return List.of("-sha256", "-sha384", "-sha256 -sigopt rsa_padding_mode:pss");
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void signaturesOfAuthoritiesAreVerified(String signature) {
    authority("ca");
    authority("namesake");
    leaf(signature);

    Map<String, byte[]> issued = bundle("ca.pem");
    Map<String, byte[]> notIssued = bundle("namesake.pem");

    assertThat(TlsSecretParser.parse(issued).problems()).isEmpty();
    assertThat(TlsSecretParser.parse(notIssued).problems())
        .containsExactly(
            "tls.crt: certificate 2 ('CN=ca') has the name of the issuer of certificate 1, but not"
                + " the key that signed it");
  }

  private void authority(String name) {
    String command = "req -x509 -nodes -newkey rsa:2048 -subj /CN=ca -keyout %s.key -out %s.pem";
    openssl.run(command.formatted(name, name).split(" "));
  }

  private void leaf(String signature) {
    String command =
        "req -x509 -nodes -newkey rsa:2048 -subj /CN=a -keyout privkey.pem -out fullchain.pem"
            + " -CA ca.pem -CAkey ca.key ";
    openssl.run((command + signature).split(" "));
  }

  private Map<String, byte[]> bundle(String issuer) {
    String chain = openssl.text(OpenSsl.CERTIFICATE) + openssl.text(issuer);
    return Entries.tls(chain, openssl.text(OpenSsl.KEY));
  }

  static List<Arguments> refused() {
    return List.of(
        arguments(
            "genrsa -aes256 -passout pass:secret -out privkey.pem 2048",
            "tls.key: the private key is encrypted, and the gateway has no passphrase for it"),
        arguments(
            "genrsa -traditional -aes256 -passout pass:secret -out privkey.pem 2048",
            "tls.key: the private key is encrypted, and the gateway has no passphrase for it"),
        arguments(
            "ecparam -name secp256k1 -genkey -out privkey.pem",
            "tls.crt: certificate 1 ('CN=a') has a key that is not served, EC secp256k1: "),
        arguments(
            "ecparam -name prime256v1 -param_enc explicit -genkey -out privkey.pem",
            "tls.crt: certificate 1 ('CN=a') has a key that is not served, EC without a named curve: "),
        arguments(
            "genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out privkey.pem",
            "tls.crt: certificate 1 ('CN=a') has a key that is not served, RSASSA-PSS: "));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatEnvoyDoesNotReadIsSaid(String command, String problem) {
    openssl.run(command.split(" "));
    openssl.run(
        "req",
        "-x509",
        "-key",
        OpenSsl.KEY,
        "-passin",
        "pass:secret",
        "-subj",
        "/CN=a",
        "-out",
        OpenSsl.CERTIFICATE);

    assertThat(parse().problems())
        .singleElement()
        .satisfies(one -> assertThat(one).startsWith(problem));
  }
}
