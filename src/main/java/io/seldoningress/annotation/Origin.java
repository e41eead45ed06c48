package io.seldoningress.annotation;

import io.seldoningress.text.DnsNames;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may call from a browser: the origin of a page, as browsers write it.
 *
 * @param scheme {@code http} or {@code https}; empty for {@link #ANY}
 * @param host a host name, or one that begins with {@code *.} for all below it
 * @param port empty where it is that of the scheme, or {@code :8443}
 */
public record Origin(String scheme, String host, String port) {

  /** Everybody. */
  public static final Origin ANY = new Origin("", "*", "");

  private static final Pattern FORM =
      Pattern.compile("(https?)://([-*.a-z0-9]+)(:[1-9][0-9]{0,4})?");
  private static final String WILDCARD = "*.";

  /** The origin that a text is, in any case; empty where it is none. */
  static Optional<Origin> parse(String text) {
    if (text.equals(ANY.host())) {
      return Optional.of(ANY);
    }
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    return matcher.matches() && isHost(matcher.group(2)) && isPort(matcher.group(3))
        ? Optional.of(of(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  /** Whether it stands for all hosts below a name. */
  public boolean isWildcard() {
    return host.startsWith(WILDCARD);
  }

  @Override
  public String toString() {
    return equals(ANY) ? host : scheme + "://" + host + port;
  }

  /** Browsers leave out the port of the scheme. */
  private static Origin of(String scheme, String host, String port) {
    boolean usual = port == null || port.equals(scheme.equals("https") ? ":443" : ":80");
    return new Origin(scheme, host, usual ? "" : port);
  }

  private static boolean isHost(String host) {
    if (!host.startsWith(WILDCARD)) {
      return DnsNames.isHostName(host);
    }
    String parent = host.substring(WILDCARD.length());
    return parent.indexOf('.') > 0 && DnsNames.isHostName(parent);
  }

  private static boolean isPort(String port) {
    return port == null || Integer.parseInt(port.substring(1)) <= 65_535;
  }
}
