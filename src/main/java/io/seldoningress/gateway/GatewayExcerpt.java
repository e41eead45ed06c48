package io.seldoningress.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.seldoningress.istio.Hosts;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is needed of a Gateway in the cluster, ours or not.
 *
 * @param selector the labels of its pods; empty for all pods
 * @param hosts what its servers for HTTP and HTTPS serve
 * @param tlsServers those for TLS at port 443, once for each Secret of theirs
 */
public record GatewayExcerpt(
    Map<String, String> selector, Set<ServedHost> hosts, List<TlsServer> tlsServers) {

  /**
   * A host that a server is for.
   *
   * @param namespace of which namespace VirtualServices may be: its name, {@code *} for all, {@code
   *     .} for that of the Gateway
   * @param host the host in lower case
   */
  record ServedHost(String namespace, String host) {

    static ServedHost of(String text) {
      int slash = text.indexOf('/');
      String host = text.substring(slash + 1).toLowerCase(Locale.ROOT);
      return new ServedHost(slash < 0 ? "*" : text.substring(0, slash), host);
    }

    boolean isFor(String host, String inNamespace, String gatewayNamespace) {
      return Hosts.intersect(this.host, host)
          && (namespace.equals("*")
              || namespace.equals(inNamespace)
              || (namespace.equals(".") && inNamespace.equals(gatewayNamespace)));
    }
  }

  public GatewayExcerpt {
    selector = Map.copyOf(selector);
    hosts = Set.copyOf(hosts);
    tlsServers = List.copyOf(tlsServers);
  }

  /** Reads the spec of a Gateway, whatever is in it; null is one without. */
  public static GatewayExcerpt of(JsonNode spec) {
    if (spec == null) {
      return new GatewayExcerpt(Map.of(), Set.of(), List.of());
    }
    List<ServerExcerpt> servers =
        ServerExcerpt.elements(spec.path("servers")).map(ServerExcerpt::new).toList();
    return new GatewayExcerpt(
        texts(spec.path("selector")),
        servers.stream()
            .filter(ServerExcerpt::hasRoutes)
            .flatMap(ServerExcerpt::hosts)
            .collect(Collectors.toSet()),
        servers.stream().flatMap(ServerExcerpt::tlsServers).toList());
  }

  /**
   * Whether routes for a host reach this Gateway.
   *
   * @param host a host of a VirtualService, in lower case
   * @param namespace the namespace of the VirtualService
   * @param gatewayNamespace the namespace of this Gateway
   */
  public boolean serves(String host, String namespace, String gatewayNamespace) {
    return hosts.stream().anyMatch(served -> served.isFor(host, namespace, gatewayNamespace));
  }

  /**
   * Whether this Gateway is to be reckoned with at pods of which these labels are known: it selects
   * all pods, or has one of the labels and none with another value. Anybody can make one with a
   * label that is on no pod.
   */
  public boolean mayBeAt(Map<String, String> labels) {
    return selector.isEmpty()
        || (selector.entrySet().stream().anyMatch(labels.entrySet()::contains)
            && selector.entrySet().stream()
                .allMatch(
                    entry ->
                        labels
                            .getOrDefault(entry.getKey(), entry.getValue())
                            .equals(entry.getValue())));
  }

  /** This Gateway as one of somebody else. */
  public ForeignGateway foreign(String name) {
    return new ForeignGateway(name, tlsServers);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    object.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }
}
