package io.seldoningress.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;

/**
 * A random number and what an RSA key makes of it (RSADP of RFC 8017, 5.1.2, by the Chinese
 * remainder theorem). Not by Java's Signature: its provider keeps the private exponent in a static
 * cache ({@code sun.security.rsa.RSACore}, for blinding), long after the key is gone. Blinding
 * guards a key against those who choose what it works on and measure the time; here nobody does.
 *
 * @param modulus of the private key
 * @param challenge a number below it
 * @param answer what the private key made of it
 */
record RsaProof(BigInteger modulus, BigInteger challenge, BigInteger answer) implements KeyProof {

  private static final SecureRandom RANDOM = new SecureRandom();

  static Optional<KeyProof> by(PrivateKeyInfo info) throws IOException {
    RSAPrivateKey key = RSAPrivateKey.getInstance(info.parsePrivateKey());
    return isSound(key) ? Optional.of(sign(key)) : Optional.empty();
  }

  private static RsaProof sign(RSAPrivateKey key) {
    BigInteger modulus = key.getModulus();
    BigInteger challenge = new BigInteger(modulus.bitLength() - 1, RANDOM);
    BigInteger first = challenge.modPow(key.getExponent1(), key.getPrime1());
    BigInteger second = challenge.modPow(key.getExponent2(), key.getPrime2());
    BigInteger difference =
        first.subtract(second).multiply(key.getCoefficient()).mod(key.getPrime1());
    return new RsaProof(modulus, challenge, difference.multiply(key.getPrime2()).add(second));
  }

  @Override
  public boolean fits(ChainCertificate certificate) {
    try {
      PublicKey key = certificate.publicKey();
      return key instanceof RSAPublicKey rsa
          && rsa.getAlgorithm().equals("RSA")
          && rsa.getModulus().equals(modulus)
          && answer.modPow(rsa.getPublicExponent(), modulus).equals(challenge);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // A key of an algorithm that Java doesn't know, for one.
      return false;
    }
  }

  /** A part of what BoringSSL checks ({@code RSA_check_key}); it takes two primes only, too. */
  private static boolean isSound(RSAPrivateKey key) {
    BigInteger modulus = key.getModulus();
    return modulus.bitLength() <= KeyAlgorithm.MAX_RSA_BITS
        && KeyAlgorithm.isExponent(key.getPublicExponent())
        && isBelow(key.getPrivateExponent(), modulus)
        && isBelow(key.getPrime1(), modulus)
        && isBelow(key.getPrime2(), modulus)
        && key.getPrime1().multiply(key.getPrime2()).equals(modulus)
        && isBelow(key.getExponent1(), key.getPrime1())
        && isBelow(key.getExponent2(), key.getPrime2())
        && isBelow(key.getCoefficient(), key.getPrime1());
  }

  private static boolean isBelow(BigInteger number, BigInteger limit) {
    return number.signum() > 0 && number.compareTo(limit) < 0;
  }
}
