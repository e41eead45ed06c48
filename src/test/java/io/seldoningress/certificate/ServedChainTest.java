package io.seldoningress.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.seldoningress.testing.Certificates;
import io.seldoningress.testing.IssuedCertificate;
import io.seldoningress.testing.Pems;
import io.seldoningress.testing.TestKeys;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Chains and keys that fit, and those that don't. */
class ServedChainTest {

  private static final IssuedCertificate ROOT = Certificates.authority("CN=root");
  private static final IssuedCertificate MIDDLE =
      Certificates.named("CN=middle")
          .keys(TestKeys.rsa("middle"))
          .asAuthority()
          .issuedBy(ROOT)
          .issue();
  private static final IssuedCertificate LEAF =
      Certificates.named("CN=leaf").dnsNames("leaf.example.com").issuedBy(MIDDLE).issue();
  private static final IssuedCertificate ALONE = Certificates.named("CN=alone").issue();
  private static final IssuedCertificate OTHER =
      Certificates.named("CN=other").keys(TestKeys.rsa("other")).issue();

  /** Has the name of the one in the middle, not its key. */
  private static final IssuedCertificate IMPOSTOR =
      Certificates.named("CN=middle").keys(TestKeys.rsa("impostor")).asAuthority().issue();

  private static final String NOT_SERVED =
      "Envoy serves RSA with 2048 bits or more and EC P-256, P-384 and P-521";

  static List<Arguments> sound() {
    return List.of(
        arguments("alone", ALONE.certificatePem(), ALONE.keyPem()),
        arguments("with its root", LEAF.chainPem(), LEAF.keyPem()),
        arguments(
            "without its root", LEAF.certificatePem() + MIDDLE.certificatePem(), LEAF.keyPem()),
        arguments("the leaf only", LEAF.certificatePem(), LEAF.keyPem()),
        arguments(
            "text around blocks",
            "a: b\n" + LEAF.certificatePem() + "\n# x\n" + MIDDLE.certificatePem() + "end",
            "x\n" + LEAF.keyPem()),
        arguments(
            "Windows lines",
            LEAF.chainPem().replace("\n", "\r\n"),
            LEAF.keyPem().replace("\n", "\r\n")),
        arguments("no line end", LEAF.chainPem().strip(), LEAF.keyPem().strip()),
        arguments(
            "the certificate before the key",
            ALONE.certificatePem(),
            ALONE.certificatePem() + ALONE.keyPem()),
        arguments("PKCS#1", LEAF.chainPem(), LEAF.traditionalKeyPem()),
        served("P-256", TestKeys.ec("secp256r1")),
        served("P-384", TestKeys.ec("secp384r1")),
        served("P-521", TestKeys.ec("secp521r1")),
        served("RSA 3072", TestKeys.rsa("large", 3072)),
        sec1(TestKeys.ec("secp256r1")),
        sec1(TestKeys.ec("secp521r1")),
        mixed("EC under RSA", ROOT, TestKeys.ec("secp384r1")),
        mixed("RSA under EC", authority(TestKeys.ec("secp384r1")), TestKeys.rsa("leaf")),
        mixed("RSA under Ed25519", authority(TestKeys.ed25519()), TestKeys.rsa("leaf")));
  }

  private static IssuedCertificate authority(KeyPair keys) {
    return Certificates.named("CN=authority").keys(keys).asAuthority().issue();
  }

  private static Arguments served(String name, KeyPair keys) {
    IssuedCertificate one = Certificates.named("CN=served").keys(keys).issue();
    return arguments(name, one.chainPem(), one.keyPem());
  }

  private static Arguments sec1(KeyPair keys) {
    IssuedCertificate one = Certificates.named("CN=sec1").keys(keys).issue();
    return arguments("SEC1", one.chainPem(), one.traditionalKeyPem());
  }

  private static Arguments mixed(String name, IssuedCertificate issuer, KeyPair keys) {
    IssuedCertificate one = Certificates.named("CN=mixed").keys(keys).issuedBy(issuer).issue();
    return arguments(name, one.chainPem(), one.keyPem());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sound")
  void theseAreSound(String name, String chain, String key) {
    assertThat(Entries.parseTls(chain, key).problems()).isEmpty();
  }

  static List<Arguments> wrong() {
    String leaf = LEAF.certificatePem();
    String middle = MIDDLE.certificatePem();
    String root = ROOT.certificatePem();
    String key = LEAF.keyPem();
    return List.of(
        row(
            "another key",
            leaf,
            OTHER.keyPem(),
            "tls.key: the private key does not fit certificate 1 ('CN=leaf'), whose key is RSA with 2048 bits"),
        row(
            "a key of another algorithm",
            leaf,
            Pems.pkcs8(TestKeys.ec("secp256r1").getPrivate()),
            "tls.key: the private key does not fit certificate 1 ('CN=leaf'), whose key is RSA with 2048 bits"),
        row(
            "a key that is not served",
            leaf,
            Pems.pkcs8(TestKeys.ed25519().getPrivate()),
            "tls.key: the private key does not fit certificate 1 ('CN=leaf'), whose key is RSA with 2048 bits"),
        row(
            "the root first",
            root + middle + leaf,
            key,
            "tls.crt: the private key belongs to certificate 3 ('CN=leaf'): the leaf has to come first"),
        row(
            "the issuer first, with another key",
            middle + leaf,
            OTHER.keyPem(),
            "tls.key: the private key does not fit certificate 1 ('CN=middle'), whose key is RSA with 2048 bits",
            "tls.crt: certificate 1 ('CN=middle') is the issuer of certificate 2 ('CN=leaf'): the leaf has to come first, then its issuer, and so on"),
        row(
            "one left out",
            leaf + root,
            key,
            "tls.crt: certificate 1 ('CN=leaf') was issued by 'CN=middle', but is followed by certificate 2 ('CN=root'): each has to be followed by its issuer"),
        row(
            "the others in the wrong order",
            leaf + root + middle,
            key,
            "tls.crt: certificate 1 ('CN=leaf') was issued by 'CN=middle', but is followed by certificate 2 ('CN=root'): each has to be followed by its issuer",
            "tls.crt: certificate 2 ('CN=root') was issued by 'CN=root', but is followed by certificate 3 ('CN=middle'): each has to be followed by its issuer"),
        row(
            "the leaf twice",
            leaf + leaf + middle,
            key,
            "tls.crt: certificate 2 ('CN=leaf') is the same as certificate 1"),
        row(
            "an issuer twice",
            leaf + middle + root + middle,
            key,
            "tls.crt: certificate 4 ('CN=middle') is the same as certificate 2"),
        row(
            "an issuer by name only",
            leaf + IMPOSTOR.certificatePem(),
            key,
            "tls.crt: certificate 2 ('CN=middle') has the name of the issuer of certificate 1, but not the key that signed it"),
        row(
            "names like encoded ones",
            certificate("CN=\\#zz") + certificate("CN=\\#0401"),
            key,
            "tls.crt: certificate 1 ('CN=\\#zz') was issued by 'CN=\\#zz', but is followed by"
                + " certificate 2 ('CN=\\#0401'): each has to be followed by its issuer"),
        issuerOf(TestKeys.dsa()),
        notServed("RSA with 1024 bits", TestKeys.rsa("small", 1024)),
        notServed("Ed25519", TestKeys.ed25519()),
        notServed("DSA", TestKeys.dsa()),
        row(
            "an encrypted key",
            leaf,
            LEAF.encryptedKeyPem("secret"),
            "tls.key: the private key is encrypted, and the gateway has no passphrase for it"),
        row(
            "a key encrypted the old way",
            leaf,
            LEAF.traditionalKeyPem()
                .replaceFirst("\n", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n"),
            "tls.key: the private key is encrypted, and the gateway has no passphrase for it"),
        row(
            "a key in a form of its own",
            leaf,
            Pems.block("OPENSSH PRIVATE KEY", new byte[] {1}),
            "tls.key: the private key can't be read: allowed are PKCS#8, PKCS#1 (RSA) and SEC1 (EC)"),
        row(
            "a key under the wrong label",
            leaf,
            LEAF.traditionalKeyPem().replace("RSA ", ""),
            "tls.key: the private key can't be read: allowed are PKCS#8, PKCS#1 (RSA) and SEC1 (EC)"),
        row(
            "a key without numbers",
            leaf,
            Pems.block("PRIVATE KEY", new byte[0]),
            "tls.key: the private key can't be read: allowed are PKCS#8, PKCS#1 (RSA) and SEC1 (EC)"),
        row("a key cut off", leaf, key.substring(0, 500), "tls.key: " + Pem.DAMAGED),
        row("no line between", leaf.strip() + middle, key, "tls.crt: " + Pem.DAMAGED),
        row("the second cut off", leaf + middle.substring(0, 500), key, "tls.crt: " + Pem.DAMAGED),
        row(
            "no certificate inside",
            Pems.block("CERTIFICATE", new byte[] {48, 0}),
            key,
            "tls.crt: certificate 1 can't be read: it is no X.509 in DER"),
        row(
            "the second no certificate",
            leaf + Pems.block("CERTIFICATE", new byte[] {48, 0}),
            key,
            "tls.crt: certificate 2 can't be read: it is no X.509 in DER"),
        row(
            "no PEM",
            "x",
            "y",
            "tls.crt: holds no certificate in PEM",
            "tls.key: holds no private key in PEM"));
  }

  private static Arguments row(String name, String chain, String key, String... problems) {
    return arguments(name, chain, key, List.of(problems));
  }

  private static String certificate(String subject) {
    return Certificates.named(subject).issue().certificatePem();
  }

  private static Arguments notServed(String algorithm, KeyPair keys) {
    IssuedCertificate one = Certificates.named("CN=odd").keys(keys).issue();
    return row(
        algorithm,
        one.chainPem(),
        one.keyPem(),
        "tls.crt: certificate 1 ('CN=odd') has a key that is not served, "
            + algorithm
            + ": "
            + NOT_SERVED);
  }

  private static Arguments issuerOf(KeyPair keys) {
    IssuedCertificate one = Certificates.named("CN=leaf").issuedBy(authority(keys)).issue();
    return row(
        "an issuer that can't be verified",
        one.chainPem(),
        one.keyPem(),
        "tls.crt: certificate 2 ('CN=authority') has a key whose signatures can't be verified: DSA");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void theseAreNot(String name, String chain, String key, List<String> problems) {
    assertThat(Entries.parseTls(chain, key).problems()).isEqualTo(problems);
  }

  @Test
  void aChainIsValidAsLongAsAllOfItAre() {
    Instant now = Instant.parse("2026-06-01T00:00:00Z");
    IssuedCertificate root = valid("CN=root", now.minusSeconds(300), now.plusSeconds(100)).issue();
    IssuedCertificate leaf =
        valid("CN=leaf", now.minusSeconds(100), now.plusSeconds(300)).issuedBy(root).issue();

    TlsCertificate certificate = Entries.parseTls(leaf.chainPem(), leaf.keyPem());

    assertThat(certificate.notBefore()).contains(now.minusSeconds(100));
    assertThat(certificate.notAfter()).contains(now.plusSeconds(100));
    assertThat(certificate.problems()).isEmpty();
  }

  private static Certificates valid(String subject, Instant from, Instant until) {
    return Certificates.named(subject).validFrom(from).validUntil(until);
  }

  @Test
  void aLongChainIsNotReadToItsEnd() {
    List<IssuedCertificate> many =
        IntStream.rangeClosed(0, CertificateReader.MAX_CHAIN)
            .mapToObj(i -> Certificates.named("CN=" + i).issue())
            .toList();
    String chain =
        many.stream().map(IssuedCertificate::certificatePem).collect(Collectors.joining());

    assertThat(Entries.parseTls(chain, ALONE.keyPem()).problems())
        .contains("tls.crt: holds more than 20 certificates")
        .noneMatch(problem -> problem.contains("CN=20"));
  }

  @Test
  void moreNamesThanAreReadAreSaid() {
    String[] names = Collections.nCopies(SubjectNames.MAX + 1, "a").toArray(String[]::new);
    IssuedCertificate one = Certificates.named("CN=many").dnsNames(names).issue();

    assertThat(Entries.parseTls(one.chainPem(), one.keyPem()).problems())
        .containsExactly("tls.crt: certificate 1 ('CN=many') has more than 1000 names (SAN)");
  }

  @Test
  void namesInMessagesArePrintableAndCut() {
    IssuedCertificate one =
        Certificates.named("CN=" + "x".repeat(60) + ",O=a\u202eb,OU=" + "y".repeat(60)).issue();

    assertThat(Entries.parseTls(one.chainPem(), OTHER.keyPem()).problems())
        .singleElement()
        .asString()
        .contains("a\\u202eb")
        .contains("y...'")
        .hasSizeLessThan(250);
  }
}
