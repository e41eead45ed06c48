package io.seldoningress.gateway;

import io.seldoningress.istio.GatewayName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the Gateway is to be.
 *
 * @param name its name and namespace
 * @param controllerId the id of the controller that keeps it; empty for the one without
 * @param podNamespace the namespace of the ingress gateway's pods, where Istio reads Secrets
 * @param selector the labels of these pods
 * @param hosts the hosts of the HTTP server, and of the HTTPS server of {@code secret}
 * @param http when there is an HTTP server
 * @param redirect whether it answers with a redirect to HTTPS while there is an HTTPS server
 * @param redirectExceptions hosts that are served over HTTP all the same
 * @param secret the TLS Secret of {@code hosts}
 * @param tls what all HTTPS servers have in common
 */
public record GatewaySettings(
    GatewayName name,
    String controllerId,
    String podNamespace,
    Map<String, String> selector,
    List<String> hosts,
    HttpServer http,
    boolean redirect,
    List<String> redirectExceptions,
    String secret,
    Tls tls) {

  /** When there is a server for plain HTTP. */
  public enum HttpServer {
    ALWAYS,
    /** Only while there is one for HTTPS. */
    WITH_HTTPS,
    NEVER
  }

  /**
   * TLS as it is spoken with clients.
   *
   * @param mutual whether they have to show a certificate of their own
   * @param minimumVersion the oldest version, in Istio's words; empty leaves it to Istio
   * @param cipherSuites those that are allowed, by Envoy's names; empty leaves it to Istio
   */
  public record Tls(boolean mutual, Optional<String> minimumVersion, List<String> cipherSuites) {
    public Tls {
      cipherSuites = List.copyOf(cipherSuites);
    }
  }

  public GatewaySettings {
    selector = Map.copyOf(selector);
    hosts = List.copyOf(hosts);
    redirectExceptions = List.copyOf(redirectExceptions);
  }
}
