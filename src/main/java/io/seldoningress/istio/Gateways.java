package io.seldoningress.istio;

import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.text.DnsNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The gateways that the routes of a SeldonDeployment are bound to. */
public final class Gateways {

  /** Istio's word for the sidecars of the mesh. */
  public static final String MESH = "mesh";

  /** What a user reads when a gateway is wrong. */
  public static final String ALLOWED =
      "a comma list of gateways, each as name, namespace/name or mesh";

  private Gateways() {}

  /**
   * The gateways of the annotation {@code seldon.io/istio-gateway}, otherwise those of the
   * settings, each once. One without a namespace is looked for in the namespace of the
   * SeldonDeployment, by Istio.
   */
  public static List<String> of(SeldonDeployment deployment, RoutingSettings settings) {
    String gateways = deployment.annotation(Annotations.ISTIO_GATEWAY).orElse(settings.gateway());
    return CommaList.split(gateways).stream().distinct().toList();
  }

  /**
   * Those that are Gateways in the cluster, by the name that is written: without {@code mesh}, and
   * without what is no name at all.
   */
  public static Map<String, GatewayName> named(
      SeldonDeployment deployment, RoutingSettings settings) {
    Map<String, GatewayName> named = new LinkedHashMap<>();
    of(deployment, settings).stream()
        .filter(name -> isName(name) && !name.equals(MESH))
        .forEach(name -> named.put(name, GatewayName.of(name, deployment.namespace())));
    return named;
  }

  /** The gateways of the settings, whole: every SeldonDeployment of a namespace may use them. */
  public static Set<String> everybodys(String namespace, RoutingSettings settings) {
    return CommaList.split(settings.gateway()).stream()
        .map(name -> whole(name, namespace))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** One spelling for each gateway: {@code namespace/name}, or {@code mesh}. */
  public static String whole(String gateway, String namespace) {
    return gateway.equals(MESH) ? gateway : GatewayName.of(gateway, namespace).toString();
  }

  /** Whether Istio takes the text for a gateway; with dots it is the old form of its host name. */
  public static boolean isName(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? DnsNames.isDomainName(text)
        : DnsNames.isLabel(text.substring(0, slash)) && DnsNames.isLabel(text.substring(slash + 1));
  }
}
