package io.seldoningress.istio;

import io.seldoningress.annotation.HostAnnotations;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.text.DnsNames;
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

  /** What a user reads when a host can't be one of a server of a Gateway. */
  public static final String SERVER_ALLOWED =
      "a comma list of DNS names with a dot, such as models.example.com or *.example.com, or *";

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

  /**
   * The hosts of the annotation {@code seldon.io/istio-mesh-host}, in lower case; none where it is
   * not there.
   */
  public static List<String> ofMesh(SeldonDeployment deployment) {
    return HostAnnotations.MESH_HOST
        .of(deployment)
        .map(hosts -> CommaList.split(hosts.toLowerCase(Locale.ROOT)))
        .orElse(List.of());
  }

  /** Whether Istio takes the text for a host. */
  public static boolean isHost(String text) {
    if (text.startsWith(WILDCARD)) {
      String rest = text.substring(WILDCARD.length());
      return DnsNames.isHostName(rest) && !DnsNames.isAddress(rest);
    }
    return text.equals(ANY) || DnsNames.isHostName(text);
  }

  /**
   * Whether Istio takes the text for a host of a server of a Gateway: {@value #ANY}, or a host with
   * a dot. Its webhook refuses a Gateway with any other one as a whole ("short names (non FQDN) are
   * not allowed", {@code validateSidecarOrGatewayHostnamePart}).
   */
  public static boolean isServerHost(String text) {
    return text.equals(ANY) || (text.indexOf('.') >= 0 && isHost(text));
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

  /**
   * Whether a host stands for all that another one does: {@code *} for everything, {@code
   * *.example.com} for what ends so, whatever is before it (Istio's rule, not that of
   * certificates).
   */
  public static boolean covers(String wide, String narrow) {
    return wide.equals(narrow)
        || wide.equals(ANY)
        || (wide.startsWith(WILDCARD)
            && narrow.length() > wide.length() - 1
            && narrow.endsWith(wide.substring(1)));
  }

  /**
   * A host as Istio reads it in a VirtualService: one without a dot is a Service of its namespace
   * ({@code ResolveShortnameToFQDN}).
   */
  static String full(String host, String namespace, RoutingSettings settings) {
    return host.equals(ANY) || host.indexOf('.') >= 0
        ? host
        : host + "." + namespace + ".svc." + settings.clusterDomain();
  }

  /** Whether there are names that both hosts stand for. */
  public static boolean intersect(String one, String other) {
    return covers(one, other) || covers(other, one);
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
