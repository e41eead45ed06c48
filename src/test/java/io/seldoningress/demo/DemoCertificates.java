package io.seldoningress.demo;

import io.fabric8.kubernetes.api.model.Secret;
import io.seldoningress.testing.Certificates;
import io.seldoningress.testing.IssuedCertificate;
import io.seldoningress.testing.TestKeys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The certificates of the demo, each with a new key. */
final class DemoCertificates {

  private DemoCertificates() {}

  /**
   * One that signed itself.
   *
   * @param last when it expires; parts of seconds are cut off
   */
  static IssuedCertificate make(Instant last, String... hosts) {
    return Certificates.named("CN=demo")
        .keys(TestKeys.ec("secp256r1"))
        .dnsNames(hosts)
        .validUntil(last.truncatedTo(ChronoUnit.SECONDS))
        .issue();
  }

  /** A TLS Secret whose key is that of another certificate. */
  static Secret withWrongKey(String host, String namespace, String name) {
    Secret mixed = make(inDays(90), host).tlsSecret(namespace, name);
    Secret other = make(inDays(90), host).tlsSecret(namespace, name);
    mixed.getData().put("tls.key", other.getData().get("tls.key"));
    return mixed;
  }

  static Instant inDays(int days) {
    return Instant.now().plus(days, ChronoUnit.DAYS);
  }
}
