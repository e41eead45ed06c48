package io.seldoningress.certificate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names under which a Secret holds a certificate and its key. The order is istiod's ({@code
 * pilot/pkg/credentials/kube/secrets.go}): where both forms are whole it takes the generic one.
 */
enum SecretForm {
  /** The form of Istio's older documentation. */
  GENERIC("cert", "key"),
  /** Secrets of type {@code kubernetes.io/tls}: kubectl, cert-manager. */
  TLS("tls.crt", "tls.key");

  /** Where istiod looks for a CA for clients, whatever the form; the first that is not empty. */
  static final List<String> CA_ENTRIES = List.of("cacert", "ca.crt");

  private final String certificate;
  private final String key;

  SecretForm(String certificate, String key) {
    this.certificate = certificate;
    this.key = key;
  }

  /** The form that istiod takes or, where none is whole, the one that was probably meant. */
  static Optional<SecretForm> of(Map<String, byte[]> data) {
    Optional<SecretForm> whole =
        Stream.of(values())
            .filter(form -> hasValue(data, form.certificate) && hasValue(data, form.key))
            .findFirst();
    return whole
        .or(() -> Stream.of(TLS, GENERIC).filter(form -> form.hasSomething(data)).findFirst())
        .or(() -> Stream.of(TLS, GENERIC).filter(form -> form.hasEntry(data)).findFirst());
  }

  static Optional<String> clientCa(Map<String, byte[]> data) {
    return CA_ENTRIES.stream().filter(entry -> hasValue(data, entry)).findFirst();
  }

  private boolean hasSomething(Map<String, byte[]> data) {
    return hasValue(data, certificate) || hasValue(data, key);
  }

  private boolean hasEntry(Map<String, byte[]> data) {
    return data.containsKey(certificate) || data.containsKey(key);
  }

  static boolean hasValue(Map<String, byte[]> data, String entry) {
    byte[] value = data.get(entry);
    return value != null && value.length > 0;
  }

  String certificateEntry() {
    return certificate;
  }

  String keyEntry() {
    return key;
  }
}
