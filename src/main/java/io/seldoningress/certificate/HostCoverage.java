package io.seldoningress.certificate;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which hosts the names of a certificate stand for (RFC 9525, 6.3 and 6.5; RFC 6125 before it). */
final class HostCoverage {

  private static final String WILDCARD = "*.";
  private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|.*:.*");

  private HostCoverage() {}

  /**
   * Whether a certificate serves a host of a Gateway's server. The common name does not count (RFC
   * 9525, 2).
   *
   * @param names of the certificate
   * @param host a DNS name, {@code *.x} or an IP address, without namespace; in any case
   */
  static boolean covers(TlsCertificate names, String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (ADDRESS.matcher(lower).matches()) {
      return names.ipAddresses().contains(lower);
    }
    return names.dnsNames().contains(lower) || names.dnsNames().contains(wildcardOf(lower));
  }

  /** The wildcard for a name: it stands for one whole label, and for no other wildcard. */
  private static String wildcardOf(String host) {
    int dot = host.indexOf('.');
    boolean one = dot > 0 && !host.startsWith(WILDCARD);
    return one ? WILDCARD + host.substring(dot + 1) : host;
  }
}
