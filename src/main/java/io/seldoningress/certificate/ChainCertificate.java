package io.seldoningress.certificate;

import io.seldoningress.text.Excerpt;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * One certificate of a chain, with everything of it that is needed read at once, so that what is
 * damaged is found in one place.
 *
 * @param number its place among the certificates of the entry, from 1
 * @param subject for messages: printable, cut, in quotes
 * @param issuer like the subject
 * @param fingerprint SHA-256 of its DER, in hexadecimal
 */
record ChainCertificate(
    int number,
    X509CertificateHolder holder,
    String subject,
    String issuer,
    String fingerprint,
    Instant notBefore,
    Instant notAfter,
    KeyAlgorithm key,
    SubjectNames names) {

  /** Names with more parts are equal to none: comparing them takes the square of that. */
  private static final int MAX_NAME_PARTS = 50;

  /** The certificate in DER; empty where it can't be read. */
  static Optional<ChainCertificate> read(int number, byte[] der) {
    try {
      X509CertificateHolder holder = new X509CertificateHolder(der);
      return Optional.of(
          new ChainCertificate(
              number,
              holder,
              printable(holder.getSubject()),
              printable(holder.getIssuer()),
              sha256(der),
              holder.getNotBefore().toInstant(),
              holder.getNotAfter().toInstant(),
              KeyAlgorithm.of(holder.getSubjectPublicKeyInfo()),
              SubjectNames.of(holder)));
    } catch (IOException | RuntimeException e) {
      // The parser throws many kinds, with pieces of the content in their messages.
      return Optional.empty();
    }
  }

  private static String sha256(byte[] der) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Its key as Java's.
   *
   * @throws GeneralSecurityException where it is not verifiable, or its numbers make no key
   */
  PublicKey publicKey() throws GeneralSecurityException, IOException {
    String algorithm = key.javaName().orElseThrow(() -> new InvalidKeyException(key.name()));
    return KeyFactory.getInstance(algorithm)
        .generatePublic(new X509EncodedKeySpec(holder.getSubjectPublicKeyInfo().getEncoded()));
  }

  /** What messages call it: number and subject. */
  String title() {
    return "certificate " + number + " (" + subject + ")";
  }

  private static String printable(X500Name name) {
    return name.getRDNs().length == 0 ? "no subject" : "'" + Excerpt.of(name.toString()) + "'";
  }

  /** Whether the issuer that it names has the subject of the other one. */
  boolean namesAsIssuer(ChainCertificate other) {
    X500Name wanted = holder.getIssuer();
    try {
      return wanted.getRDNs().length <= MAX_NAME_PARTS && wanted.equals(other.holder.getSubject());
    } catch (RuntimeException e) {
      // Comparing decodes parts of the names again.
      return false;
    }
  }

  /** Whether the key of the other one signed it; never where that is not verifiable. */
  boolean isSignedBy(ChainCertificate other) {
    try {
      return IssuerSignature.isValid(holder, other.publicKey());
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // A key of another algorithm than the signature, for one.
      return false;
    }
  }

  boolean isIssuedBy(ChainCertificate other) {
    return namesAsIssuer(other) && isSignedBy(other);
  }

  @Override
  public String toString() {
    return title();
  }
}
