package io.seldoningress.istio;

import io.seldoningress.text.DnsNames;
import java.util.List;
import java.util.Optional;

/**
 * What the routes of all SeldonDeployments have in common. The ports are those that the Seldon
 * operator was installed with.
 *
 * @param gateway the gateways of SeldonDeployments that name none: a comma list of {@code name},
 *     {@code namespace/name} or {@code mesh}
 * @param tlsMode how to call predictors and explainers; empty leaves that to Istio
 * @param executorHttpPort port of the service orchestrator for HTTP
 * @param executorGrpcPort port of the service orchestrator for gRPC
 * @param noEngineHttpPort port of the first container that is called without an orchestrator, for
 *     HTTP; each further one has one more
 * @param noEngineGrpcPort the same for gRPC
 * @param explainerPort port of an explainer that names none
 * @param clusterDomain what the cluster's DNS names end with
 * @param tlsPolicy what they may ask for of the Gateway that this controller keeps; empty where it
 *     keeps none
 * @param access what they may say of who may call them; empty where they may not
 * @param tenants what SeldonDeployments of each namespace may use
 */
public record RoutingSettings(
    String gateway,
    Optional<TlsMode> tlsMode,
    int executorHttpPort,
    int executorGrpcPort,
    int noEngineHttpPort,
    int noEngineGrpcPort,
    int explainerPort,
    String clusterDomain,
    Optional<TlsPolicy> tlsPolicy,
    Optional<AccessPolicy> access,
    TenantPolicy tenants) {

  /** With it a host name of three labels of 63 characters still fits into a DNS name. */
  private static final int MAX_CLUSTER_DOMAIN = 100;

  /**
   * @throws IllegalArgumentException naming the setting, its value and what is allowed
   */
  public RoutingSettings {
    requireGateway(gateway);
    requirePort("executorHttpPort", executorHttpPort);
    requirePort("executorGrpcPort", executorGrpcPort);
    requirePort("noEngineHttpPort", noEngineHttpPort);
    requirePort("noEngineGrpcPort", noEngineGrpcPort);
    requirePort("explainerPort", explainerPort);
    requireClusterDomain(clusterDomain);
  }

  /** The settings of a controller that leaves open who may call and who may use what. */
  public RoutingSettings(
      String gateway,
      Optional<TlsMode> tlsMode,
      int executorHttpPort,
      int executorGrpcPort,
      int noEngineHttpPort,
      int noEngineGrpcPort,
      int explainerPort,
      String clusterDomain,
      Optional<TlsPolicy> tlsPolicy) {
    this(
        gateway,
        tlsMode,
        executorHttpPort,
        executorGrpcPort,
        noEngineHttpPort,
        noEngineGrpcPort,
        explainerPort,
        clusterDomain,
        tlsPolicy,
        Optional.empty(),
        TenantPolicy.EVERYTHING);
  }

  /** The settings of a controller that keeps no Gateway, and leaves open who may call. */
  public RoutingSettings(
      String gateway,
      Optional<TlsMode> tlsMode,
      int executorHttpPort,
      int executorGrpcPort,
      int noEngineHttpPort,
      int noEngineGrpcPort,
      int explainerPort,
      String clusterDomain) {
    this(
        gateway,
        tlsMode,
        executorHttpPort,
        executorGrpcPort,
        noEngineHttpPort,
        noEngineGrpcPort,
        explainerPort,
        clusterDomain,
        Optional.empty());
  }

  /** The defaults of the Seldon operator and its chart. */
  public static RoutingSettings defaults() {
    return new RoutingSettings(
        "istio-system/seldon-gateway",
        Optional.empty(),
        8000,
        5001,
        9000,
        9500,
        9000,
        "cluster.local");
  }

  /** The same with another say in who may call. */
  public RoutingSettings withAccess(Optional<AccessPolicy> policy) {
    return new RoutingSettings(
        gateway,
        tlsMode,
        executorHttpPort,
        executorGrpcPort,
        noEngineHttpPort,
        noEngineGrpcPort,
        explainerPort,
        clusterDomain,
        tlsPolicy,
        policy,
        tenants);
  }

  /** The same with another say in who may use what. */
  public RoutingSettings with(TenantPolicy policy) {
    return new RoutingSettings(
        gateway,
        tlsMode,
        executorHttpPort,
        executorGrpcPort,
        noEngineHttpPort,
        noEngineGrpcPort,
        explainerPort,
        clusterDomain,
        tlsPolicy,
        access,
        policy);
  }

  private static void requireGateway(String gateway) {
    List<String> wrong =
        CommaList.split(gateway).stream().filter(name -> !Gateways.isName(name)).toList();
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "gateway: '" + gateway + "' is not allowed; allowed: " + Gateways.ALLOWED);
    }
  }

  private static void requirePort(String name, int port) {
    if (!ServicePorts.isPort(port)) {
      throw new IllegalArgumentException(
          name + ": " + port + " is not allowed; allowed: " + ServicePorts.ALLOWED);
    }
  }

  private static void requireClusterDomain(String domain) {
    if (domain.length() > MAX_CLUSTER_DOMAIN || !DnsNames.isDomainName(domain)) {
      throw new IllegalArgumentException(
          "clusterDomain: '"
              + domain
              + "' is not allowed; allowed: a DNS name of at most "
              + MAX_CLUSTER_DOMAIN
              + " characters such as cluster.local");
    }
  }
}
