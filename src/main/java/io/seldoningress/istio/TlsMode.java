package io.seldoningress.istio;

import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettingsTLSmode;
import java.util.Locale;

/**
 * How the gateway talks to the predictors: the TLS modes of a DestinationRule that need no files.
 */
public enum TlsMode {
  DISABLE,
  SIMPLE,
  ISTIO_MUTUAL;

  private static final String ALLOWED =
      "DISABLE, SIMPLE, ISTIO_MUTUAL or STRICT (which means ISTIO_MUTUAL)";

  /**
   * Reads the setting {@code istio.tlsMode} of Seldon's chart, in any case.
   *
   * <p>{@code STRICT}, which Seldon documents, is a mode of a PeerAuthentication and none of a
   * DestinationRule; it is read as what its users mean.
   *
   * @throws IllegalArgumentException naming the value and what is allowed; for {@code MUTUAL} too,
   *     as there are no client certificates to give to it
   */
  public static TlsMode parse(String text) {
    return switch (text.strip().toUpperCase(Locale.ROOT)) {
      case "DISABLE" -> DISABLE;
      case "SIMPLE" -> SIMPLE;
      case "ISTIO_MUTUAL", "STRICT" -> ISTIO_MUTUAL;
      case "MUTUAL" ->
          throw new IllegalArgumentException(
              "'" + text + "' needs client certificates in files; allowed: " + ALLOWED);
      default ->
          throw new IllegalArgumentException(
              "'" + text + "' is not a TLS mode; allowed: " + ALLOWED);
    };
  }

  ClientTLSSettingsTLSmode toIstio() {
    return ClientTLSSettingsTLSmode.valueOf(name());
  }
}
