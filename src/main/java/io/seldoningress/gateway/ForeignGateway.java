package io.seldoningress.gateway;

import java.util.List;

/**
 * A Gateway of somebody else at the same ingress pods.
 *
 * @param name its namespace and name, for people
 * @param servers its servers for TLS at port 443
 */
public record ForeignGateway(String name, List<TlsServer> servers) {
  public ForeignGateway {
    servers = List.copyOf(servers);
  }
}
