package io.seldoningress.certificate;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The signature on a certificate (RFC 5280, 4.1.1.3). Verified by Java's providers, which limit the
 * size of what they compute with; BouncyCastle first looks whether a large modulus is prime.
 */
final class IssuerSignature {

  private static final String PSS = "RSASSA-PSS";

  private IssuerSignature() {}

  /** Whether the issuer's key made it. */
  static boolean isValid(X509CertificateHolder certificate, PublicKey issuer)
      throws GeneralSecurityException, IOException {
    AlgorithmIdentifier algorithm = certificate.getSignatureAlgorithm();
    Signature signature = Signature.getInstance(algorithm.getAlgorithm().getId());
    if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      signature.setParameter(pssParameters(algorithm));
    }
    signature.initVerify(issuer);
    signature.update(
        certificate.toASN1Structure().getTBSCertificate().getEncoded(ASN1Encoding.DER));
    return signature.verify(certificate.getSignature());
  }

  /** RFC 4055, 3.1. */
  private static PSSParameterSpec pssParameters(AlgorithmIdentifier algorithm)
      throws GeneralSecurityException, IOException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance(PSS);
    parameters.init(algorithm.getParameters().toASN1Primitive().getEncoded());
    return parameters.getParameterSpec(PSSParameterSpec.class);
  }
}
