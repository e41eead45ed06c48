package io.seldoningress.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of the Gateway that the controller keeps, a part of {@link AllSettings}. */
public final class ManagedGatewaySettings {
  public static final Setting<Boolean> GATEWAY_MANAGED =
      new Setting<>(
          "gateway.managed",
          Kind.trueOrFalse(),
          "false",
          "Whether this controller keeps a Gateway, with an HTTPS server for each TLS Secret.");

  public static final Setting<String> GATEWAY_NAME =
      new Setting<>(
          "gateway.name",
          Kind.emptyOrGatewayInNamespace(),
          "",
          "That Gateway; empty is the one that istio.gateway names.");

  public static final Setting<String> GATEWAY_NAMESPACE =
      new Setting<>(
          "gateway.namespace",
          Kind.dnsLabel(),
          "istio-system",
          "Namespace of the ingress gateway's pods, where Istio reads TLS Secrets.");

  public static final Setting<Map<String, String>> GATEWAY_SELECTOR =
      new Setting<>(
          "gateway.selector", Kind.labels(), "istio=ingressgateway", "Labels of these pods.");

  public static final Setting<List<String>> GATEWAY_HOSTS =
      new Setting<>(
          "gateway.hosts",
          Kind.hosts(),
          "*",
          "Hosts of the HTTP server, and of the HTTPS server with gateway.tls.secret.");

  public static final Setting<String> GATEWAY_HTTP =
      new Setting<>(
          "gateway.http",
          Kind.oneOf("always", "withHttps", "never"),
          "always",
          "When there is an HTTP server on port 80; withHttps: only while there is one for HTTPS.");

  public static final Setting<Boolean> GATEWAY_HTTPS_REDIRECT =
      new Setting<>(
          "gateway.httpsRedirect",
          Kind.trueOrFalse(),
          "false",
          "Whether the HTTP server redirects to HTTPS, while there is an HTTPS server.");

  public static final Setting<List<String>> GATEWAY_HTTPS_REDIRECT_EXCEPTIONS =
      new Setting<>(
          "gateway.httpsRedirectExceptions",
          Kind.emptyOrHosts(),
          "",
          "Hosts that are not redirected.");

  public static final Setting<String> GATEWAY_TLS_SECRET =
      new Setting<>(
          "gateway.tls.secret",
          Kind.objectName(),
          "seldon-ssl-cert",
          "TLS Secret of gateway.hosts; while it is not there, there is no HTTPS server for them.");

  public static final Setting<String> GATEWAY_TLS_MODE =
      new Setting<>(
          "gateway.tls.mode",
          Kind.oneOf("SIMPLE", "MUTUAL"),
          "SIMPLE",
          "MUTUAL asks clients for a certificate by the CA in the Secret.");

  public static final Setting<Optional<String>> GATEWAY_TLS_MINIMUM_VERSION =
      new Setting<>(
          "gateway.tls.minimumVersion",
          Kind.emptyOrOneOf("TLSV1_0", "TLSV1_1", "TLSV1_2", "TLSV1_3"),
          "",
          "Oldest version of TLS that is spoken with clients; empty leaves it to Istio.");

  public static final Setting<List<String>> GATEWAY_TLS_CIPHER_SUITES =
      new Setting<>(
          "gateway.tls.cipherSuites",
          Kind.cipherSuites(),
          "",
          "Cipher suites up to TLS 1.2 by Envoy's names; empty leaves them to Istio.");

  public static final Setting<List<String>> GATEWAY_TLS_GRANTS =
      new Setting<>(
          "gateway.tls.grants",
          Kind.grants(),
          "*/*/*",
          "Which namespaces may use which Secrets for which hosts in seldon.io/istio-tls-secret;"
              + " empty is none.");

  public static final Setting<List<Duration>> GATEWAY_TLS_EXPIRY_WARNINGS =
      new Setting<>(
          "gateway.tls.expiryWarnings",
          Kind.emptyOrDurations("1s", "3650d"),
          "30d,7d,1d",
          "How long before a certificate expires a Warning Event tells it.");

  static final List<Setting<?>> LIST =
      List.of(
          GATEWAY_MANAGED,
          GATEWAY_NAME,
          GATEWAY_NAMESPACE,
          GATEWAY_SELECTOR,
          GATEWAY_HOSTS,
          GATEWAY_HTTP,
          GATEWAY_HTTPS_REDIRECT,
          GATEWAY_HTTPS_REDIRECT_EXCEPTIONS,
          GATEWAY_TLS_SECRET,
          GATEWAY_TLS_MODE,
          GATEWAY_TLS_MINIMUM_VERSION,
          GATEWAY_TLS_CIPHER_SUITES,
          GATEWAY_TLS_GRANTS,
          GATEWAY_TLS_EXPIRY_WARNINGS);

  private ManagedGatewaySettings() {}
}
