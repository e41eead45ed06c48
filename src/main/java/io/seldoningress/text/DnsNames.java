package io.seldoningress.text;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of names of RFC 1123 that Kubernetes and Istio ask for. */
public final class DnsNames {

  public static final int MAX_LABEL = 63;

  /** What a user reads when a label is wrong. */
  public static final String LABEL_ALLOWED =
      "at most 63 lower case letters, digits and '-', beginning and ending with a letter or digit";

  private static final int MAX_NAME = 253;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?");
  private static final Pattern QUALIFIED = Pattern.compile("(?:([^/]*)/)?([^/]+)");
  private static final Pattern DOT = Pattern.compile("\\.");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");

  private DnsNames() {}

  /** A DNS label: the form of namespaces, Services and Istio subsets. */
  public static boolean isLabel(String text) {
    return text.length() <= MAX_LABEL && LABEL.matcher(text).matches();
  }

  /**
   * The form of the names of most Kubernetes objects ("DNS subdomain"): labels parted by dots, each
   * of any length.
   */
  public static boolean isObjectName(String text) {
    return text.length() <= MAX_NAME
        && Arrays.stream(DOT.split(text, -1)).allMatch(part -> LABEL.matcher(part).matches());
  }

  /** The form of names in DNS: labels parted by dots. */
  public static boolean isDomainName(String text) {
    return text.length() <= MAX_NAME
        && Arrays.stream(DOT.split(text, -1)).allMatch(DnsNames::isLabel);
  }

  /**
   * A name that a client can ask for: a domain name whose last label is not a number, or an IPv4
   * address (the rules of Istio's validation of hosts).
   */
  public static boolean isHostName(String text) {
    if (!isDomainName(text)) {
      return false;
    }
    String last = text.substring(text.lastIndexOf('.') + 1);
    return !DIGITS.matcher(last).matches() || IPV4.matcher(text).matches();
  }

  /**
   * The name of a Kubernetes label or annotation: at most 63 characters as in a label's value,
   * after a domain and a slash where it is not the user's own.
   */
  public static boolean isQualifiedName(String text) {
    Matcher matcher = QUALIFIED.matcher(text);
    return matcher.matches()
        && isLabelValue(matcher.group(2))
        && (matcher.group(1) == null || isObjectName(matcher.group(1)));
  }

  /** Whether a host name is an IPv4 address, as Go reads one: no part begins with a 0. */
  public static boolean isAddress(String text) {
    return IPV4.matcher(text).matches();
  }

  /** The value of a Kubernetes label; it may be empty. */
  public static boolean isLabelValue(String text) {
    return text.length() <= MAX_LABEL && LABEL_VALUE.matcher(text).matches();
  }
}
