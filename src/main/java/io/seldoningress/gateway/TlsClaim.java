package io.seldoningress.gateway;

import io.seldoningress.checks.TenantChecks;
import io.seldoningress.checks.TlsSecretChecks;
import io.seldoningress.istio.Hosts;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a SeldonDeployment asks for with {@code seldon.io/istio-tls-secret}: that its hosts are
 * served with a Secret.
 *
 * @param namespace its namespace
 * @param name its name
 * @param created when it was made, as in its metadata; empty where that is not known
 * @param secret the name of the Secret
 * @param hosts its hosts, never {@code *}
 */
public record TlsClaim(
    String namespace, String name, String created, String secret, List<String> hosts) {

  /** The older one first, then by name: who gets a host that two want. */
  static final Comparator<TlsClaim> BY_AGE =
      Comparator.comparing(TlsClaim::created)
          .thenComparing(TlsClaim::namespace)
          .thenComparing(TlsClaim::name);

  public TlsClaim {
    hosts = List.copyOf(hosts);
  }

  /** The claim of a SeldonDeployment; empty where it makes none, or one that is not allowed. */
  public static Optional<TlsClaim> of(SeldonDeployment deployment, RoutingSettings settings) {
    return deployment
        .annotation(Annotations.ISTIO_TLS_SECRET)
        .filter(secret -> TlsSecretChecks.allowed(deployment, settings).findAny().isEmpty())
        .filter(secret -> TenantChecks.allowed(deployment, settings).findAny().isEmpty())
        .filter(secret -> Hosts.of(deployment).stream().allMatch(Hosts::isServerHost))
        .map(
            secret ->
                new TlsClaim(
                    deployment.namespace(),
                    deployment.name(),
                    Optional.ofNullable(deployment.getMetadata().getCreationTimestamp()).orElse(""),
                    secret,
                    Hosts.of(deployment)));
  }
}
