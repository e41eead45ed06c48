package io.seldoningress.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;

/** Random bytes and the signature of an EC key on them, by Java's providers. */
final class EcProof implements KeyProof {

  private static final String SIGNATURE = "SHA256withECDSA";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CHALLENGE_BYTES = 32;

  /** P-521. */
  private static final int MAX_KEY_BYTES = 66;

  private final byte[] challenge;
  private final byte[] signature;

  private EcProof(byte[] challenge, byte[] signature) {
    this.challenge = challenge;
    this.signature = signature;
  }

  static Optional<KeyProof> by(PrivateKeyInfo key) throws IOException, GeneralSecurityException {
    return isSound(key) ? Optional.of(sign(key)) : Optional.empty();
  }

  private static EcProof sign(PrivateKeyInfo key) throws IOException, GeneralSecurityException {
    byte[] challenge = new byte[CHALLENGE_BYTES];
    RANDOM.nextBytes(challenge);
    Signature signer = Signature.getInstance(SIGNATURE);
    signer.initSign(privateKey(key));
    signer.update(challenge);
    return new EcProof(challenge, signer.sign());
  }

  @Override
  public boolean fits(ChainCertificate certificate) {
    try {
      Signature verifier = Signature.getInstance(SIGNATURE);
      verifier.initVerify(certificate.publicKey());
      verifier.update(challenge);
      return verifier.verify(signature);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // A key of another algorithm, for one.
      return false;
    }
  }

  private static PrivateKey privateKey(PrivateKeyInfo key)
      throws IOException, GeneralSecurityException {
    // Made anew: Java 17 reads no version 2 of PKCS#8 (RFC 5958), which has the public key, too.
    byte[] encoded =
        new PrivateKeyInfo(key.getPrivateKeyAlgorithm(), key.parsePrivateKey()).getEncoded();
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** Whether it is of a curve that Envoy serves, and its number is of the size of one. */
  private static boolean isSound(PrivateKeyInfo key) throws IOException {
    return KeyAlgorithm.isServedCurve(key.getPrivateKeyAlgorithm().getParameters())
        && ECPrivateKey.getInstance(key.parsePrivateKey()).getKey().bitLength()
            <= Byte.SIZE * MAX_KEY_BYTES;
  }
}
