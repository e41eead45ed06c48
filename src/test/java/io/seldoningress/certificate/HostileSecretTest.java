package io.seldoningress.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.seldoningress.testing.Certificates;
import io.seldoningress.testing.IssuedCertificate;
import io.seldoningress.testing.Pems;
import io.seldoningress.testing.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets of somebody who wants the program to compute for long, or to fall over. */
class HostileSecretTest {

  /** Far more than any of these takes. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int ROOM = TlsSecretParser.MAX_ENTRY_BYTES;
  private static final IssuedCertificate LEAF = Certificates.named("CN=leaf").issue();
  private static final Random RANDOM = new Random(1);

  static List<Arguments> secrets() {
    String leaf = LEAF.certificatePem();
    String key = LEAF.keyPem();
    return List.of(
        row("BEGIN lines only", filled("-----BEGIN A-----\n"), key, "tls.crt: " + Pem.DAMAGED),
        row("headers only", "-----BEGIN A-----\n" + filled("a:\n"), key, "tls.crt: " + Pem.DAMAGED),
        row("one long line", filled("-----BEGIN"), key, "tls.crt: holds no certificate in PEM"),
        row(
            "empty blocks",
            filled("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"),
            key,
            "tls.crt: certificate 1 can't be read: it is no X.509 in DER"),
        row(
            "nesting",
            Pems.block("CERTIFICATE", nested(300_000)),
            key,
            "tls.crt: certificate 1 can't be read: it is no X.509 in DER"),
        row(
            "nesting in a key",
            leaf,
            Pems.block("PRIVATE KEY", nested(300_000)),
            "tls.key: the private key can't be read"),
        row(
            "a large modulus",
            with(rsa(number(100_000), BigInteger.valueOf(65_537))),
            key,
            "RSA with 100000 bits: Envoy takes at most 16384 bits"),
        row(
            "a large exponent",
            with(rsa(number(16_000), number(16_000))),
            key,
            "its public exponent is not allowed"),
        row(
            "a long chain of large keys",
            heavyChain(),
            key,
            "tls.crt: certificate 2 ('CN=heavy') has the name of the issuer of certificate 1"),
        row(
            "a private exponent that fills the Secret",
            leaf,
            slowKey(),
            "tls.key: the private key does not fit"),
        row(
            "an EC key that fills the Secret",
            leaf,
            ecKey(),
            "tls.key: the private key does not fit"),
        row("names of many parts", manyParts(), key, "each has to be followed by its issuer"),
        row("many names", manyNames(), key, "has more than 1000 names (SAN)"));
  }

  private static Arguments row(String name, String chain, String key, String problem) {
    return arguments(name, Entries.tls(chain, key), problem);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("secrets")
  void theyAreRefusedInLittleTime(String name, Map<String, byte[]> data, String problem) {
    assertThat(data.values()).allSatisfy(one -> assertThat(one).hasSizeLessThanOrEqualTo(ROOM));

    TlsCertificate certificate =
        assertTimeoutPreemptively(PATIENCE, () -> TlsSecretParser.parse(data));

    assertThat(certificate.problems()).anySatisfy(one -> assertThat(one).contains(problem));
    assertThat(certificate.toString()).hasSizeLessThan(20_000);
  }

  private static String filled(String part) {
    return part.repeat((ROOM - 100) / part.length());
  }

  /** Sequences in sequences, of indefinite length. */
  private static byte[] nested(int depth) {
    byte[] der = new byte[2 * depth];
    for (int i = 0; i < der.length; i += 2) {
      der[i] = 0x30;
      der[i + 1] = (byte) 0x80;
    }
    return der;
  }

  private static BigInteger number(int bits) {
    return new BigInteger(bits, RANDOM).setBit(bits - 1).setBit(0);
  }

  private static SubjectPublicKeyInfo rsa(BigInteger modulus, BigInteger exponent) {
    try {
      return new SubjectPublicKeyInfo(algorithm(), new RSAPublicKey(modulus, exponent));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AlgorithmIdentifier algorithm() {
    return new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
  }

  private static String with(SubjectPublicKeyInfo shown) {
    return Certificates.named("CN=shown").publicKey(shown).issue().certificatePem();
  }

  /** Each has the name of its issuer and a signature of the right length. */
  private static String heavyChain() {
    return IntStream.range(0, CertificateReader.MAX_CHAIN)
        .mapToObj(i -> Pems.block("CERTIFICATE", heavyCertificate()))
        .collect(Collectors.joining());
  }

  private static byte[] heavyCertificate() {
    BigInteger exponent = BigInteger.ONE.shiftLeft(32).setBit(0);
    byte[] signature = new byte[KeyAlgorithm.MAX_RSA_BITS / Byte.SIZE];
    RANDOM.nextBytes(signature);
    signature[0] = 0;
    SubjectPublicKeyInfo key = rsa(number(KeyAlgorithm.MAX_RSA_BITS), exponent);
    Certificate any =
        Certificates.named("CN=heavy").publicKey(key).issue().holder().toASN1Structure();
    try {
      return new DERSequence(
              new ASN1Encodable[] {
                any.getTBSCertificate(), any.getSignatureAlgorithm(), new DERBitString(signature)
              })
          .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The right key, with an exponent that is as good as its own and takes long. */
  private static String slowKey() {
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) LEAF.keys().getPrivate();
    BigInteger round = key.getPrimeP().subtract(BigInteger.ONE);
    return pkcs8(
        algorithm(),
        new RSAPrivateKey(
            key.getModulus(),
            key.getPublicExponent(),
            key.getPrivateExponent(),
            key.getPrimeP(),
            key.getPrimeQ(),
            key.getPrimeExponentP().add(round.multiply(number(4_000_000))),
            key.getPrimeExponentQ(),
            key.getCrtCoefficient()));
  }

  private static String ecKey() {
    PrivateKeyInfo sound =
        PrivateKeyInfo.getInstance(TestKeys.ec("secp256r1").getPrivate().getEncoded());
    return pkcs8(
        sound.getPrivateKeyAlgorithm(),
        new org.bouncycastle.asn1.sec.ECPrivateKey(4_000_000, number(4_000_000)));
  }

  private static String pkcs8(AlgorithmIdentifier algorithm, ASN1Encodable key) {
    try {
      return Pems.block("PRIVATE KEY", new PrivateKeyInfo(algorithm, key).getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two names of the same parts in opposite order, which a thorough comparison finds equal. */
  private static String manyParts() {
    List<String> parts =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "CN=" + i)
            .collect(Collectors.toCollection(ArrayList::new));
    String name = String.join(",", parts);
    Collections.reverse(parts);
    return Certificates.named(name).issue().certificatePem()
        + Certificates.named(String.join(",", parts)).issue().certificatePem();
  }

  private static String manyNames() {
    String[] names = IntStream.range(0, 60_000).mapToObj(i -> "a" + i).toArray(String[]::new);
    return Certificates.named("CN=many").dnsNames(names).issue().certificatePem();
  }
}
