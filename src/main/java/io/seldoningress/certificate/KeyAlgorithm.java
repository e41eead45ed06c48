package io.seldoningress.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The algorithm of a public key, and what may be done with it.
 *
 * @param name for messages, for example {@code RSA with 2048 bits}
 * @param refusal why Envoy does not serve a certificate with such a key; empty where it does
 * @param javaName what Java calls it; empty where signatures can't be verified, or not in little
 *     time
 */
record KeyAlgorithm(String name, Optional<String> refusal, Optional<String> javaName) {

  /**
   * BoringSSL takes no larger ones ({@code rsa_check_public_key}), as a guard against hostile keys.
   */
  static final int MAX_RSA_BITS = 16_384;

  private static final int MAX_RSA_EXPONENT_BITS = 33;

  /** Envoy: "only RSA certificates with 2048-bit or larger keys are supported". */
  private static final int MIN_RSA_BITS = 2048;

  private static final Map<ASN1ObjectIdentifier, String> CURVES =
      Map.of(
          SECObjectIdentifiers.secp256r1, "P-256",
          SECObjectIdentifiers.secp384r1, "P-384",
          SECObjectIdentifiers.secp521r1, "P-521");

  private static final Map<ASN1ObjectIdentifier, String> EDWARDS_CURVES =
      Map.of(
          EdECObjectIdentifiers.id_Ed25519, "Ed25519",
          EdECObjectIdentifiers.id_Ed448, "Ed448");

  private static final Map<ASN1ObjectIdentifier, String> OTHERS =
      Map.of(
          X9ObjectIdentifiers.id_dsa, "DSA",
          PKCSObjectIdentifiers.id_RSASSA_PSS, "RSASSA-PSS");

  private static final String SERVED =
      "Envoy serves RSA with " + MIN_RSA_BITS + " bits or more and EC P-256, P-384 and P-521";

  /**
   * The algorithm of a key.
   *
   * @throws IOException where an RSA key is none
   */
  static KeyAlgorithm of(SubjectPublicKeyInfo key) throws IOException {
    ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return rsa(RSAPublicKey.getInstance(key.parsePublicKey()));
    }
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return ec(key.getAlgorithm().getParameters());
    }
    if (EDWARDS_CURVES.containsKey(algorithm)) {
      String name = EDWARDS_CURVES.get(algorithm);
      return new KeyAlgorithm(name, Optional.of(SERVED), Optional.of(name));
    }
    String name = OTHERS.getOrDefault(algorithm, "an unknown algorithm");
    return new KeyAlgorithm(name, Optional.of(SERVED), Optional.empty());
  }

  /** Whether a signature can be verified with the key in little time. */
  boolean verifiable() {
    return javaName.isPresent();
  }

  private static KeyAlgorithm rsa(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    String name = "RSA with " + bits + " bits";
    if (key.getModulus().signum() <= 0 || bits > MAX_RSA_BITS) {
      String most = "Envoy takes at most " + MAX_RSA_BITS + " bits";
      return new KeyAlgorithm(name, Optional.of(most), Optional.empty());
    }
    if (!isExponent(key.getPublicExponent())) {
      return new KeyAlgorithm(
          name, Optional.of("its public exponent is not allowed"), Optional.empty());
    }
    return new KeyAlgorithm(
        name, bits < MIN_RSA_BITS ? Optional.of(SERVED) : Optional.empty(), Optional.of("RSA"));
  }

  /** The rule of BoringSSL. */
  static boolean isExponent(BigInteger exponent) {
    return exponent.compareTo(BigInteger.ONE) > 0
        && exponent.testBit(0)
        && exponent.bitLength() <= MAX_RSA_EXPONENT_BITS;
  }

  private static KeyAlgorithm ec(ASN1Encodable parameters) {
    if (!(parameters instanceof ASN1ObjectIdentifier curve)) {
      return new KeyAlgorithm("EC without a named curve", Optional.of(SERVED), Optional.empty());
    }
    if (isServedCurve(curve)) {
      return new KeyAlgorithm("EC " + CURVES.get(curve), Optional.empty(), Optional.of("EC"));
    }
    String other = ECNamedCurveTable.getName(curve);
    String name = other == null ? "an unknown curve" : other;
    return new KeyAlgorithm("EC " + name, Optional.of(SERVED), Optional.empty());
  }

  static boolean isServedCurve(ASN1Encodable parameters) {
    return parameters instanceof ASN1ObjectIdentifier curve && CURVES.containsKey(curve);
  }
}
