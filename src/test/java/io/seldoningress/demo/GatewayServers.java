package io.seldoningress.demo;

import io.fabric8.istio.api.api.networking.v1alpha3.Server;
import io.fabric8.istio.api.networking.v1.Gateway;
import java.util.ArrayList;
import java.util.List;

/** The servers of a Gateway, as a person would tell them. Pure. */
final class GatewayServers {

  private GatewayServers() {}

  /**
   * The servers, a line each.
   *
   * @return lines such as {@code HTTP for *} and {@code HTTPS for * with Secret seldon-ssl-cert}
   */
  static List<String> of(Gateway gateway) {
    return gateway.getSpec().getServers().stream().map(GatewayServers::told).toList();
  }

  /** What differs: servers that are new behind a {@code +}, those that are gone behind a minus. */
  static List<String> changes(Gateway before, Gateway after) {
    List<String> old = of(before);
    List<String> now = of(after);
    List<String> changes = new ArrayList<>();
    old.stream().filter(server -> !now.contains(server)).forEach(one -> changes.add("- " + one));
    now.stream().filter(server -> !old.contains(server)).forEach(one -> changes.add("+ " + one));
    return changes;
  }

  private static String told(Server server) {
    String text = server.getPort().getProtocol() + " for " + String.join(", ", server.getHosts());
    if (server.getTls() == null) {
      return text;
    }
    return Boolean.TRUE.equals(server.getTls().getHttpsRedirect())
        ? text + ", redirected to HTTPS"
        : text + " with Secret " + server.getTls().getCredentialName();
  }
}
