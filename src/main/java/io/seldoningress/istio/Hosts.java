package io.seldoningress.istio;

import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The hosts that the routes of a SeldonDeployment are for. */
public final class Hosts {

  /** Every host. */
  public static final String ANY = "*";

  /** What a user reads when a host is wrong. */
  public static final String ALLOWED =
      "a comma list of DNS names such as models.example.com, *.example.com or *";

  private static final String WILDCARD = "*.";

  private Hosts() {}

  /**
   * The hosts of the annotation {@code seldon.io/istio-host}, {@value #ANY} where there is none. In
   * lower case: Envoy compares them so, and refuses a route table with two that differ in nothing
   * else.
   */
  public static List<String> of(SeldonDeployment deployment) {
    String hosts = deployment.annotation(Annotations.ISTIO_HOST).orElse(ANY);
    return CommaList.split(hosts.toLowerCase(Locale.ROOT));
  }

  /** Whether Istio takes the text for a host. */
  public static boolean isHost(String text) {
    if (text.startsWith(WILDCARD)) {
      return DnsNames.isHostName(text.substring(WILDCARD.length()));
    }
    return text.equals(ANY) || DnsNames.isHostName(text);
  }

  /**
   * The hosts that another one in the list covers or repeats; Istio's validation calls those
   * duplicates and refuses the whole object.
   */
  public static List<String> covered(List<String> hosts) {
    Set<String> all = new HashSet<>(hosts);
    Set<String> seen = new HashSet<>();
    return hosts.stream().filter(host -> !seen.add(host) || hasWider(host, all)).toList();
  }

  private static boolean hasWider(String host, Set<String> all) {
    if (host.equals(ANY)) {
      return false;
    }
    String rest = host.startsWith(WILDCARD) ? host.substring(WILDCARD.length()) : host;
    for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.', dot + 1)) {
      if (all.contains("*" + rest.substring(dot))) {
        return true;
      }
    }
    return all.contains(ANY);
  }
}
