package io.seldoningress.certificate;

import io.seldoningress.text.Excerpt;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The hosts that a certificate names (subjectAltName, RFC 5280, 4.2.1.6).
 *
 * @param dnsNames lower case, each once, in the order of the certificate; printable
 * @param ipAddresses as {@code 192.0.2.1} or {@code 2001:db8:0:0:0:0:0:1}
 * @param cut whether there are more than {@value #MAX}
 */
record SubjectNames(List<String> dnsNames, List<String> ipAddresses, boolean cut) {

  /** Certificate authorities allow some hundred; a certificate of a megabyte has place for more. */
  static final int MAX = 1000;

  private static final int MAX_DNS_NAME = 253;
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  SubjectNames {
    dnsNames = List.copyOf(dnsNames);
    ipAddresses = List.copyOf(ipAddresses);
  }

  /**
   * The names of a certificate.
   *
   * @throws RuntimeException where they are not encoded as they should be
   */
  static SubjectNames of(X509CertificateHolder certificate) {
    List<GeneralName> all = all(certificate.getExtensions());
    List<String> dnsNames = new ArrayList<>();
    List<String> ipAddresses = new ArrayList<>();
    for (GeneralName name : all.subList(0, Math.min(all.size(), MAX))) {
      if (name.getTagNo() == GeneralName.dNSName) {
        dnsNames.add(dnsName(ASN1IA5String.getInstance(name.getName()).getString()));
      } else if (name.getTagNo() == GeneralName.iPAddress) {
        ipAddresses.add(address(ASN1OctetString.getInstance(name.getName()).getOctets()));
      }
    }
    return new SubjectNames(
        dnsNames.stream().distinct().toList(),
        ipAddresses.stream().distinct().toList(),
        all.size() > MAX);
  }

  private static List<GeneralName> all(Extensions extensions) {
    if (extensions == null || extensions.getExtension(Extension.subjectAlternativeName) == null) {
      return List.of();
    }
    return List.of(
        GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName).getNames());
  }

  private static String dnsName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.length() > MAX_DNS_NAME ? Excerpt.of(lower) : Excerpt.printable(lower);
  }

  private static String address(byte[] bytes) {
    return switch (bytes.length) {
      case IPV4_BYTES ->
          IntStream.range(0, IPV4_BYTES)
              .mapToObj(i -> Integer.toString(Byte.toUnsignedInt(bytes[i])))
              .collect(Collectors.joining("."));
      case IPV6_BYTES ->
          IntStream.range(0, IPV6_BYTES / 2)
              .map(i -> HexFormat.fromHexDigits(HexFormat.of().formatHex(bytes, 2 * i, 2 * i + 2)))
              .mapToObj(Integer::toHexString)
              .collect(Collectors.joining(":"));
      default -> throw new IllegalArgumentException("no address has so many bytes");
    };
  }
}
