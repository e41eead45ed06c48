package io.seldoningress.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the HTTPS servers depend on, gathered at one moment.
 *
 * @param secrets the Secrets that are used or asked for, by name; those that are not there are
 *     missing
 * @param claims what SeldonDeployments ask for
 * @param lapsed hosts of SeldonDeployments that name a Secret in a way that is not allowed, and of
 *     which no earlier claim is known: they open nothing, and keep what there is
 * @param foreign the Gateways of others at the same pods that come before ours
 * @param current the HTTPS servers of the Gateway as it is in the cluster
 * @param now the time
 */
public record TlsSources(
    Map<String, SecretFacts> secrets,
    List<TlsClaim> claims,
    List<String> lapsed,
    List<ForeignGateway> foreign,
    List<TlsServer> current,
    Instant now) {

  public TlsSources {
    secrets = Map.copyOf(secrets);
    claims = List.copyOf(claims);
    lapsed = List.copyOf(lapsed);
    foreign = List.copyOf(foreign);
    current = List.copyOf(current);
  }

  Optional<SecretFacts> secret(String name) {
    return Optional.ofNullable(secrets.get(name));
  }
}
