package io.seldoningress.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.seldoningress.gateway.GatewayExcerpt.ServedHost;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads a server of a Gateway, whatever is in it.
 *
 * @param json an element of {@code spec.servers}
 */
record ServerExcerpt(JsonNode json) {

  /** The port at which HTTPS servers of several Gateways meet. */
  private static final int HTTPS_PORT = 443;

  private static final String HTTPS = "HTTPS";

  /** Protocols of HTTP without TLS, whatever else the server says (Istio, Gateway, Port). */
  private static final Set<String> PLAIN = Set.of("HTTP", "HTTP2", "GRPC", "GRPC-WEB");

  /** TLS that the Gateway does not end, so that it sees no routes. */
  private static final Set<String> PASSED_THROUGH = Set.of("PASSTHROUGH", "AUTO_PASSTHROUGH");

  /** Whether routes of HTTP are for it. */
  boolean hasRoutes() {
    return (PLAIN.contains(protocol()) || protocol().equals(HTTPS))
        && !PASSED_THROUGH.contains(json.path("tls").path("mode").asText());
  }

  Stream<ServedHost> hosts() {
    return elements(json.path("hosts"))
        .filter(JsonNode::isTextual)
        .map(host -> ServedHost.of(host.asText()));
  }

  /** This server with each of its Secrets; of none where it takes no part in TLS at port 443. */
  Stream<TlsServer> tlsServers() {
    if (!isTlsServer()) {
      return Stream.empty();
    }
    List<String> hosts = hosts().map(ServedHost::host).distinct().toList();
    List<String> secrets = secrets().filter(name -> !name.isEmpty()).distinct().toList();
    return (secrets.isEmpty() ? Stream.of(TlsServer.NO_SECRET) : secrets.stream())
        .map(secret -> new TlsServer(secret, hosts));
  }

  private boolean isTlsServer() {
    return json.path("port").path("number").asInt() == HTTPS_PORT
        && json.path("tls").isObject()
        && !PLAIN.contains(protocol());
  }

  private Stream<String> secrets() {
    JsonNode tls = json.path("tls");
    return Stream.concat(
            Stream.of(tls.path("credentialName")), elements(tls.path("credentialNames")))
        .filter(JsonNode::isTextual)
        .map(name -> secretOf(name.asText()));
  }

  /**
   * The name in {@code kubernetes://name} and {@code kubernetes-gateway://namespace/name}, as Istio
   * writes them, too ({@code credentials.ParseResourceName}).
   */
  private static String secretOf(String credential) {
    int scheme = credential.indexOf("://");
    return scheme < 0 ? credential : credential.substring(credential.lastIndexOf('/') + 1);
  }

  private String protocol() {
    return json.path("port").path("protocol").asText().toUpperCase(Locale.ROOT);
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
