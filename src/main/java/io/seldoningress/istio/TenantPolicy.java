package io.seldoningress.istio;

import java.util.List;

/**
 * What SeldonDeployments of a namespace may use besides what everybody has: the host {@code *}, the
 * gateways of the settings, and the paths of Seldon. Empty lists leave nothing else.
 *
 * @param hosts hosts, also of the mesh
 * @param gateways gateways as {@code namespace/name}, and {@code mesh}
 * @param paths prefixes of paths, each with a slash at its end
 */
public record TenantPolicy(
    List<TenantGrant> hosts, List<TenantGrant> gateways, List<TenantGrant> paths) {

  /** Every namespace may use everything. */
  public static final TenantPolicy EVERYTHING =
      new TenantPolicy(
          List.of(TenantGrant.EVERYTHING),
          List.of(TenantGrant.EVERYTHING),
          List.of(TenantGrant.EVERYTHING));

  public TenantPolicy {
    hosts = List.copyOf(hosts);
    gateways = List.copyOf(gateways);
    paths = List.copyOf(paths);
  }

  /** Whether a host may be used; a wildcard one only with all that it stands for. */
  public boolean allowsHost(String namespace, String host) {
    return host.equals(Hosts.ANY) || isGranted(hosts, namespace, host);
  }

  /**
   * Whether a gateway other than those of the settings may be used.
   *
   * @param gateway as {@link Gateways#whole} has it
   */
  public boolean allowsGateway(String namespace, String gateway) {
    return isGranted(gateways, namespace, gateway);
  }

  /** Whether a path may be used; below {@code /seldon/} other rules hold. */
  public boolean allowsPath(String namespace, String prefix) {
    return prefix.startsWith(Paths.SELDON) || isGranted(paths, namespace, prefix);
  }

  private static boolean isGranted(List<TenantGrant> grants, String namespace, String used) {
    return grants.stream().anyMatch(grant -> grant.allows(namespace, used));
  }
}
