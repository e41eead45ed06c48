package io.seldoningress.certificate;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Reads the private key of one entry, in the forms that Envoy reads. */
final class PrivateKeyReader {

  private final String entry;
  private final EntryProblems problems;

  PrivateKeyReader(String entry, EntryProblems problems) {
    this.entry = entry;
    this.problems = problems;
  }

  /** The first key, as servers take it; empty where a problem was added. */
  Optional<PrivateKeyInfo> read(byte[] text) {
    Pem pem = PemReader.read(text);
    try {
      Optional<PemBlock> block = pem.privateKeys().stream().findFirst();
      if (block.isEmpty()) {
        tellWhatIsNoKey(pem);
      }
      return block.flatMap(this::read);
    } finally {
      pem.clear();
    }
  }

  private void tellWhatIsNoKey(Pem pem) {
    if (pem.damaged()) {
      problems.add(entry, Pem.DAMAGED);
    } else {
      String instead = pem.certificates().isEmpty() ? "" : ", but a certificate";
      problems.add(entry, "holds no private key in PEM" + instead);
    }
  }

  private Optional<PrivateKeyInfo> read(PemBlock block) {
    if (block.isEncrypted()) {
      problems.add(entry, "the private key is encrypted, and the gateway has no passphrase for it");
      return Optional.empty();
    }
    try {
      return Optional.of(decode(block));
    } catch (IOException | RuntimeException e) {
      // The parser throws many kinds, with pieces of the content in their messages.
      problems.add(
          entry, "the private key can't be read: allowed are PKCS#8, PKCS#1 (RSA) and SEC1 (EC)");
      return Optional.empty();
    }
  }

  private static PrivateKeyInfo decode(PemBlock block) throws IOException {
    ASN1Primitive content = ASN1Primitive.fromByteArray(block.content());
    return switch (block.label()) {
      case "PRIVATE KEY" -> require(PrivateKeyInfo.getInstance(content));
      case "RSA PRIVATE KEY" ->
          new PrivateKeyInfo(
              new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
              require(RSAPrivateKey.getInstance(content)));
      case "EC PRIVATE KEY" -> ec(require(ECPrivateKey.getInstance(content)));
      default -> throw new IOException("a key of another form");
    };
  }

  /** The curve is in the key itself; the EC PARAMETERS block before it is for people. */
  private static PrivateKeyInfo ec(ECPrivateKey key) throws IOException {
    ASN1Encodable curve = require(key.getParametersObject());
    return new PrivateKeyInfo(
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key);
  }

  private static <T> T require(T part) throws IOException {
    if (part == null) {
      throw new IOException("a part is missing");
    }
    return part;
  }
}
