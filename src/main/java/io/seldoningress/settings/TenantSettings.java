package io.seldoningress.settings;

import java.util.List;

/**
 * The settings of what SeldonDeployments of each namespace may use, a part of {@link AllSettings}.
 * TLS Secrets have {@link ManagedGatewaySettings#GATEWAY_TLS_GRANTS}.
 */
public final class TenantSettings {
  public static final Setting<List<String>> TENANTS_HOSTS =
      new Setting<>(
          "tenants.hosts",
          Kind.tenantHosts(),
          "*:*",
          "Which namespaces may use which hosts in seldon.io/istio-host and seldon.io/istio-mesh-host;"
              + " empty is none.");

  public static final Setting<List<String>> TENANTS_GATEWAYS =
      new Setting<>(
          "tenants.gateways",
          Kind.tenantGateways(),
          "*:*",
          "Which namespaces may use which gateways besides istio.gateway; empty is none.");

  public static final Setting<List<String>> TENANTS_PATHS =
      new Setting<>(
          "tenants.paths",
          Kind.tenantPaths(),
          "*:*",
          "Which namespaces may use which paths outside of /seldon/; empty is none.");

  static final List<Setting<?>> LIST = List.of(TENANTS_HOSTS, TENANTS_GATEWAYS, TENANTS_PATHS);

  private TenantSettings() {}
}
