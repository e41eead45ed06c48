package io.seldoningress.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates for tests: {@code
 * Certificates.named("CN=a").dnsNames("a.example.com").issuedBy(ca).issue()}. Unless told otherwise
 * it is signed by itself, has the RSA key {@link TestKeys#rsa(String)} of the name {@code leaf}, no
 * SAN, and is valid from an hour ago for 90 days.
 */
public final class Certificates {

  private static final AtomicLong SERIAL = new AtomicLong(1);

  private final X500Name subject;
  private final List<GeneralName> names = new ArrayList<>();
  private Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(1, ChronoUnit.HOURS);
  private Instant until = from.plus(90, ChronoUnit.DAYS);
  private KeyPair keys;
  private SubjectPublicKeyInfo publicKey;
  private IssuedCertificate issuer;
  private boolean authority;

  private Certificates(String subject) {
    this.subject = new X500Name(subject);
  }

  /**
   * One with a subject.
   *
   * @param subject for example {@code CN=localhost}
   */
  public static Certificates named(String subject) {
    return new Certificates(subject);
  }

  /** A certificate authority that signed itself, with an RSA key of its own. */
  public static IssuedCertificate authority(String subject) {
    return named(subject).keys(TestKeys.rsa(subject)).asAuthority().issue();
  }

  public Certificates dnsNames(String... dnsNames) {
    Stream.of(dnsNames).map(name -> new GeneralName(GeneralName.dNSName, name)).forEach(names::add);
    return this;
  }

  public Certificates ipAddresses(String... addresses) {
    Stream.of(addresses)
        .map(address -> new GeneralName(GeneralName.iPAddress, address))
        .forEach(names::add);
    return this;
  }

  /** The first second in which it is valid. */
  public Certificates validFrom(Instant first) {
    this.from = first;
    return this;
  }

  /** The last second in which it is valid. */
  public Certificates validUntil(Instant last) {
    this.until = last;
    return this;
  }

  public Certificates keys(KeyPair pair) {
    this.keys = pair;
    return this;
  }

  /** Shows another public key than that of the keys, even one that no platform would make. */
  public Certificates publicKey(SubjectPublicKeyInfo shown) {
    this.publicKey = shown;
    return this;
  }

  public Certificates asAuthority() {
    this.authority = true;
    return this;
  }

  public Certificates issuedBy(IssuedCertificate parent) {
    this.issuer = parent;
    return this;
  }

  public IssuedCertificate issue() {
    KeyPair own = keys == null ? TestKeys.rsa("leaf") : keys;
    try {
      PrivateKey signing = issuer == null ? own.getPrivate() : issuer.keys().getPrivate();
      X509CertificateHolder made = unsigned(own.getPublic()).build(signer(signing));
      return new IssuedCertificate(made, own, issuer == null ? List.of() : issuer.path());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509v3CertificateBuilder unsigned(PublicKey own) throws IOException {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            issuer == null ? subject : issuer.holder().getSubject(),
            BigInteger.valueOf(SERIAL.getAndIncrement()),
            Date.from(from),
            Date.from(until),
            subject,
            publicKey == null ? SubjectPublicKeyInfo.getInstance(own.getEncoded()) : publicKey);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    if (!names.isEmpty()) {
      GeneralNames all = new GeneralNames(names.toArray(GeneralName[]::new));
      builder.addExtension(Extension.subjectAlternativeName, false, all);
    }
    return builder;
  }

  private static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "DSA" -> "SHA256withDSA";
          default -> "Ed25519";
        };
    return new JcaContentSignerBuilder(algorithm).build(key);
  }
}
