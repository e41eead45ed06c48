package io.seldoningress.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** The entries of a Secret, from texts. */
final class Entries {

  private Entries() {}

  /** Names and texts in turn. */
  static Map<String, byte[]> of(String... namesAndTexts) {
    Map<String, byte[]> data = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      data.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(UTF_8));
    }
    return data;
  }

  static Map<String, byte[]> tls(String certificate, String key) {
    return of("tls.crt", certificate, "tls.key", key);
  }

  static TlsCertificate parseTls(String certificate, String key) {
    return TlsSecretParser.parse(tls(certificate, key));
  }
}
