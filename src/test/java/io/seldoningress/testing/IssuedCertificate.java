package io.seldoningress.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A certificate of {@link Certificates} with its key, in the forms that files and Secrets have.
 *
 * @param holder the certificate
 * @param keys its key, and its public key
 * @param issuers the one that issued it, the one that issued that, and so on; empty for a root
 */
public record IssuedCertificate(
    X509CertificateHolder holder, KeyPair keys, List<X509CertificateHolder> issuers) {

  public IssuedCertificate {
    issuers = List.copyOf(issuers);
  }

  /** Itself and its issuers. */
  List<X509CertificateHolder> path() {
    return Stream.concat(Stream.of(holder), issuers.stream()).toList();
  }

  public String certificatePem() {
    return pem(holder);
  }

  /** With its issuers up to the root, in the order that servers send them. */
  public String chainPem() {
    return path().stream().map(IssuedCertificate::pem).collect(Collectors.joining());
  }

  /** The key in PKCS#8, as {@code openssl req -nodes} writes it. */
  public String keyPem() {
    return Pems.pkcs8(keys.getPrivate());
  }

  /** The key in PKCS#1 (RSA) or SEC1 (EC). */
  public String traditionalKeyPem() {
    return keys.getPrivate() instanceof ECPrivateKey ec
        ? Pems.sec1(ec)
        : Pems.pkcs1(keys.getPrivate());
  }

  /** The key, encrypted. */
  public String encryptedKeyPem(String passphrase) {
    return Pems.encryptedPkcs8(keys.getPrivate(), passphrase);
  }

  /** SHA-256 of the certificate, in hexadecimal. */
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(holder.getEncoded()));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A Secret of type kubernetes.io/tls, as {@code kubectl create secret tls} makes it. */
  public Secret tlsSecret(String namespace, String name) {
    return secret(
        namespace, name, "kubernetes.io/tls", Map.of("tls.crt", chainPem(), "tls.key", keyPem()));
  }

  /** A Secret in the form of Istio's older documentation. */
  public Secret genericSecret(String namespace, String name) {
    return secret(namespace, name, "Opaque", Map.of("cert", chainPem(), "key", keyPem()));
  }

  /** A Secret with this certificate as CA for clients, and nothing else. */
  public Secret caSecret(String namespace, String name) {
    return secret(namespace, name, "Opaque", Map.of("ca.crt", certificatePem()));
  }

  private static Secret secret(
      String namespace, String name, String type, Map<String, String> texts) {
    Map<String, String> data = new LinkedHashMap<>();
    texts.forEach(
        (entry, text) ->
            data.put(entry, Base64.getEncoder().encodeToString(text.getBytes(US_ASCII))));
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .withType(type)
        .withData(data)
        .build();
  }

  private static String pem(X509CertificateHolder certificate) {
    try {
      return Pems.block("CERTIFICATE", certificate.getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
