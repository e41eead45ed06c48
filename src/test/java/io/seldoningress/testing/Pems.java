package io.seldoningress.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;

/** PEM as files have it. */
public final class Pems {

  private Pems() {}

  /** A block with a label such as {@code CERTIFICATE}. */
  public static String block(String label, byte[] content) {
    return write(new PemObject(label, content));
  }

  /** A key in PKCS#8, as {@code openssl req -nodes} writes it. */
  public static String pkcs8(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  /** A key in PKCS#8 that asks for a passphrase. */
  public static String encryptedPkcs8(PrivateKey key, String passphrase) {
    try {
      return write(
          new JcaPKCS8Generator(
              key,
              new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                  .setProvider(new BouncyCastleProvider())
                  .setPassword(passphrase.toCharArray())
                  .build()));
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An RSA key in PKCS#1, as {@code openssl genrsa -traditional} writes it. */
  public static String pkcs1(PrivateKey key) {
    return block("RSA PRIVATE KEY", der(inner(PrivateKeyInfo.getInstance(key.getEncoded()))));
  }

  /** An EC key in SEC1 after its EC PARAMETERS, as {@code openssl ecparam -genkey} writes it. */
  public static String sec1(ECPrivateKey key) {
    ASN1Encodable curve =
        PrivateKeyInfo.getInstance(key.getEncoded()).getPrivateKeyAlgorithm().getParameters();
    int bits = key.getParams().getOrder().bitLength();
    return block("EC PARAMETERS", der(curve))
        + block(
            "EC PRIVATE KEY",
            der(new org.bouncycastle.asn1.sec.ECPrivateKey(bits, key.getS(), curve)));
  }

  private static ASN1Encodable inner(PrivateKeyInfo info) {
    try {
      return info.parsePrivateKey();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(PemObjectGenerator content) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
