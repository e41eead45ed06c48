package io.seldoningress.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Certificates as they come out of the parser. */
final class CertificateRecords {

  private CertificateRecords() {}

  static TlsCertificate caOnly() {
    return new TlsCertificate(
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        List.of());
  }

  static TlsCertificate named(List<String> dnsNames, List<String> ipAddresses) {
    return sound(dnsNames, ipAddresses, Instant.EPOCH, Instant.EPOCH);
  }

  static TlsCertificate valid(Instant from, Instant until) {
    return sound(List.of(), List.of(), from, until);
  }

  private static TlsCertificate sound(
      List<String> dnsNames, List<String> ipAddresses, Instant from, Instant until) {
    return new TlsCertificate(
        dnsNames,
        ipAddresses,
        Optional.of("00"),
        Optional.of(from),
        Optional.of(until),
        false,
        List.of());
  }
}
