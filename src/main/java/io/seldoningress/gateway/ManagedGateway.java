package io.seldoningress.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.istio.api.api.networking.v1alpha3.Server;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsTLSProtocol;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsTLSmode;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.GatewayBuilder;
import io.seldoningress.istio.Labels;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.text.DnsNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The Gateway as it is to be. */
public final class ManagedGateway {

  private static final long HTTP_PORT = 80;
  private static final long HTTPS_PORT = 443;

  private ManagedGateway() {}

  /**
   * Makes the Gateway.
   *
   * @param tls its HTTPS servers
   * @return empty where it has no server at all, which Istio does not allow
   */
  public static Optional<Gateway> make(GatewaySettings settings, List<TlsServer> tls) {
    List<Server> servers = new ArrayList<>(makeHttp(settings, tls));
    tls.forEach(server -> servers.add(makeHttps(settings, server)));
    return servers.isEmpty() ? Optional.empty() : Optional.of(makeOf(servers, settings));
  }

  private static Gateway makeOf(List<Server> servers, GatewaySettings settings) {
    return new GatewayBuilder()
        .withNewMetadata()
        .withName(settings.name().name())
        .withNamespace(settings.name().namespace())
        .withLabels(labels(settings))
        .endMetadata()
        .withNewSpec()
        .withSelector(new TreeMap<>(settings.selector()))
        .withServers(servers)
        .endSpec()
        .build();
  }

  private static Map<String, String> labels(GatewaySettings settings) {
    Map<String, String> labels = new TreeMap<>(Labels.of(settings.name().name()));
    if (!settings.controllerId().isEmpty()) {
      labels.put(SeldonDeployment.CONTROLLER_ID_LABEL, settings.controllerId());
    }
    return labels;
  }

  private static List<Server> makeHttp(GatewaySettings settings, List<TlsServer> tls) {
    return switch (settings.http()) {
      case NEVER -> List.of();
      case WITH_HTTPS -> tls.isEmpty() ? List.of() : makeHttpServers(settings, tls);
      case ALWAYS -> makeHttpServers(settings, tls);
    };
  }

  private static List<Server> makeHttpServers(GatewaySettings settings, List<TlsServer> tls) {
    HttpHosts hosts = HttpHosts.of(settings, tls);
    List<Server> servers = new ArrayList<>();
    if (!hosts.plain().isEmpty()) {
      servers.add(makeHttp("http", hosts.plain(), null));
    }
    if (!hosts.redirected().isEmpty()) {
      ServerTLSSettings redirect = new ServerTLSSettingsBuilder().withHttpsRedirect(true).build();
      servers.add(makeHttp("http-redirect", hosts.redirected(), redirect));
    }
    return servers;
  }

  private static Server makeHttp(String name, List<String> hosts, ServerTLSSettings tls) {
    return new ServerBuilder()
        .withNewPort()
        .withName(name)
        .withNumber(HTTP_PORT)
        .withProtocol("HTTP")
        .endPort()
        .withHosts(hosts)
        .withTls(tls)
        .build();
  }

  private static Server makeHttps(GatewaySettings settings, TlsServer server) {
    return new ServerBuilder()
        .withNewPort()
        .withName(portName(settings, server.secret()))
        .withNumber(HTTPS_PORT)
        .withProtocol("HTTPS")
        .endPort()
        .withHosts(server.hosts())
        .withTls(makeTls(settings.tls(), server.secret()))
        .build();
  }

  /**
   * Of its own for each server. Without dots: Istio makes the name of the route table of it, and
   * parts that by dots.
   */
  private static String portName(GatewaySettings settings, String secret) {
    if (secret.equals(settings.secret())) {
      return "https";
    }
    return "https-"
        + (DnsNames.isLabel(secret) ? secret : UUID.nameUUIDFromBytes(secret.getBytes(UTF_8)));
  }

  private static ServerTLSSettings makeTls(GatewaySettings.Tls tls, String secret) {
    return new ServerTLSSettingsBuilder()
        .withMode(tls.mutual() ? ServerTLSSettingsTLSmode.MUTUAL : ServerTLSSettingsTLSmode.SIMPLE)
        .withCredentialName(secret)
        .withMinProtocolVersion(
            tls.minimumVersion().map(ServerTLSSettingsTLSProtocol::valueOf).orElse(null))
        .withCipherSuites(tls.cipherSuites())
        .build();
  }
}
