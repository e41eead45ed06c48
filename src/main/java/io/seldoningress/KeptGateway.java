package io.seldoningress;

import static io.seldoningress.settings.AllSettings.CONTROLLER_ID;
import static io.seldoningress.settings.AllSettings.ISTIO_GATEWAY;
import static io.seldoningress.settings.AllSettings.WATCH_NAMESPACES;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_HOSTS;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_HTTP;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_HTTPS_REDIRECT;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_HTTPS_REDIRECT_EXCEPTIONS;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_MANAGED;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_NAME;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_NAMESPACE;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_SELECTOR;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_TLS_CIPHER_SUITES;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_TLS_GRANTS;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_TLS_MINIMUM_VERSION;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_TLS_MODE;
import static io.seldoningress.settings.ManagedGatewaySettings.GATEWAY_TLS_SECRET;

import io.seldoningress.gateway.GatewaySettings;
import io.seldoningress.gateway.GatewaySettings.HttpServer;
import io.seldoningress.istio.GatewayName;
import io.seldoningress.istio.TlsGrant;
import io.seldoningress.istio.TlsPolicy;
import io.seldoningress.settings.Settings;
import io.seldoningress.settings.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the settings say of the Gateway that the controller keeps, and of those that it looks at.
 */
final class KeptGateway {

  /** The placeholder of the Gateway that is kept; empty where none is. */
  private static final String NAME = "gateway.key";

  /** The placeholder of the namespaces whose Gateways are watched; empty for all. */
  private static final String NAMESPACES = "gateway.watchNamespaces";

  private KeptGateway() {}

  /**
   * How the Gateway is to be.
   *
   * @return empty where none is kept
   * @throws SettingsException when one is to be kept and no setting says which
   */
  static Optional<GatewaySettings> of(Settings settings) {
    if (!settings.get(GATEWAY_MANAGED)) {
      return Optional.empty();
    }
    GatewayName name = name(settings).orElseThrow(() -> nameless(settings));
    return Optional.of(
        new GatewaySettings(
            name,
            settings.get(CONTROLLER_ID),
            settings.get(GATEWAY_NAMESPACE),
            settings.get(GATEWAY_SELECTOR),
            settings.get(GATEWAY_HOSTS),
            http(settings.get(GATEWAY_HTTP)),
            settings.get(GATEWAY_HTTPS_REDIRECT),
            settings.get(GATEWAY_HTTPS_REDIRECT_EXCEPTIONS),
            settings.get(GATEWAY_TLS_SECRET),
            new GatewaySettings.Tls(
                settings.get(GATEWAY_TLS_MODE).equals("MUTUAL"),
                settings.get(GATEWAY_TLS_MINIMUM_VERSION),
                settings.get(GATEWAY_TLS_CIPHER_SUITES))));
  }

  /** What SeldonDeployments may ask for of it. */
  static Optional<TlsPolicy> policy(Settings settings) {
    List<TlsGrant> grants =
        settings.get(GATEWAY_TLS_GRANTS).stream()
            .flatMap(text -> TlsGrant.parse(text).stream())
            .toList();
    return of(settings).map(gateway -> new TlsPolicy(gateway.name().toString(), grants));
  }

  /** The namespaces whose Gateways are looked at; none stands for all. */
  static Set<String> watchedNamespaces(Settings settings) {
    Set<String> namespaces = new TreeSet<>(settings.get(WATCH_NAMESPACES));
    if (!namespaces.isEmpty()) {
      name(settings).map(GatewayName::namespace).ifPresent(namespaces::add);
      inNamespace(settings.get(ISTIO_GATEWAY))
          .map(GatewayName::namespace)
          .ifPresent(namespaces::add);
    }
    return namespaces;
  }

  /** What routes can say in {@code {{...}}} besides the settings themselves. */
  static Map<String, String> placeholders(Settings settings) {
    return Map.of(
        NAME,
        of(settings).map(gateway -> gateway.name().toString()).orElse(""),
        NAMESPACES,
        String.join(",", watchedNamespaces(settings)));
  }

  private static Optional<GatewayName> name(Settings settings) {
    return inNamespace(settings.get(GATEWAY_NAME))
        .or(() -> inNamespace(settings.get(ISTIO_GATEWAY)));
  }

  private static Optional<GatewayName> inNamespace(String text) {
    return text.contains("/") ? Optional.of(GatewayName.of(text, "")) : Optional.empty();
  }

  private static HttpServer http(String text) {
    return switch (text) {
      case "always" -> HttpServer.ALWAYS;
      case "withHttps" -> HttpServer.WITH_HTTPS;
      default -> HttpServer.NEVER;
    };
  }

  private static SettingsException nameless(Settings settings) {
    return new SettingsException(
        List.of(
            "%s is empty and istio.gateway is \"%s\", which is in no namespace; with gateway.managed one of them has to be <namespace>/<name>"
                .formatted(GATEWAY_NAME.key(), settings.get(ISTIO_GATEWAY))));
  }
}
