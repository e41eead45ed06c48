package io.seldoningress.certificate;

import java.util.Arrays;

/** One block of a PEM text. Its content may be a key: {@link #clear()} it when it was used. */
final class PemBlock {

  private final String label;
  private final boolean encrypted;
  private final byte[] content;

  /**
   * A block.
   *
   * @param label what its BEGIN line names, for example {@code CERTIFICATE}
   * @param encrypted whether its headers say so (RFC 1421, 4.6.1.1)
   * @param content decoded from Base64; not copied, so that there is one copy to clear
   */
  PemBlock(String label, boolean encrypted, byte[] content) {
    this.label = label;
    this.encrypted = encrypted;
    this.content = content;
  }

  boolean isCertificate() {
    return label.equals("CERTIFICATE");
  }

  /** The labels that Go's {@code tls.X509KeyPair} takes for keys. */
  boolean isPrivateKey() {
    return label.equals("PRIVATE KEY") || label.endsWith(" PRIVATE KEY");
  }

  boolean isEncrypted() {
    return encrypted || label.equals("ENCRYPTED PRIVATE KEY");
  }

  String label() {
    return label;
  }

  /** The content itself, no copy. */
  byte[] content() {
    return content;
  }

  void clear() {
    Arrays.fill(content, (byte) 0);
  }
}
