package io.seldoningress.gateway;

import java.util.List;

/**
 * A server for TLS of a Gateway.
 *
 * @param secret the Secret that it is served with ({@code credentialName}); {@link #NO_SECRET}
 *     where it passes TLS through, or reads its certificate from a file
 * @param hosts its hosts, without the namespaces that Istio allows in front of them
 */
public record TlsServer(String secret, List<String> hosts) {

  /** In place of the name of a Secret; no name is empty. */
  public static final String NO_SECRET = "";

  public TlsServer {
    hosts = List.copyOf(hosts);
  }
}
