package io.seldoningress.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Something random that a private key signed: it tells which certificate the key belongs to. That
 * the numbers of both are equal would say nothing of a key whose secret part is damaged. It has no
 * part of the key in it.
 */
interface KeyProof {

  /** Whether the private key is that of a certificate. */
  boolean fits(ChainCertificate certificate);

  /**
   * Signs; empty where the key can't, be it damaged or of an algorithm that Envoy doesn't serve.
   */
  static Optional<KeyProof> by(PrivateKeyInfo key) {
    ASN1ObjectIdentifier algorithm = key.getPrivateKeyAlgorithm().getAlgorithm();
    try {
      if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
        return RsaProof.by(key);
      }
      return algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)
          ? EcProof.by(key)
          : Optional.empty();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // Of numbers that make no key, the platform throws all of these.
      return Optional.empty();
    }
  }
}
