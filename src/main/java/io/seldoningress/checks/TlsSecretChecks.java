package io.seldoningress.checks;

import io.seldoningress.istio.Gateways;
import io.seldoningress.istio.Hosts;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.istio.TlsPolicy;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.text.DnsNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules for {@code seldon.io/istio-tls-secret}. */
public final class TlsSecretChecks {

  /** All claims are in one Gateway, and an object of more than a megabyte can't be written. */
  private static final int MOST_HOSTS = 100;

  private TlsSecretChecks() {}

  /** What keeps a SeldonDeployment from using the Secret that it names, whatever is in it. */
  public static Stream<Finding> allowed(SeldonDeployment deployment, RoutingSettings settings) {
    return deployment.annotation(Annotations.ISTIO_TLS_SECRET).stream()
        .flatMap(
            secret ->
                problem(deployment, settings, secret)
                    .map(allowed -> finding(deployment, secret, allowed))
                    .stream());
  }

  private static Optional<String> problem(
      SeldonDeployment deployment, RoutingSettings settings, String secret) {
    if (!DnsNames.isObjectName(secret)) {
      return Optional.of("the name of a Secret in the namespace of the ingress gateway");
    }
    return settings
        .tlsPolicy()
        .map(policy -> problem(deployment, settings, policy, secret))
        .orElse(
            Optional.of("nothing, as this controller keeps no Gateway (gateway.managed is false)"));
  }

  private static Optional<String> problem(
      SeldonDeployment deployment, RoutingSettings settings, TlsPolicy policy, String secret) {
    List<String> hosts = Hosts.of(deployment);
    if (hosts.contains(Hosts.ANY)) {
      return Optional.of(
          "a Secret for hosts of its own, named in seldon.io/istio-host; not for the host '*'");
    }
    if (hosts.stream().anyMatch(host -> Hosts.isHost(host) && !Hosts.isServerHost(host))) {
      return Optional.of(
          "a Secret for hosts with a dot in seldon.io/istio-host; Istio has no HTTPS server for others");
    }
    if (hosts.size() > MOST_HOSTS) {
      return Optional.of("a Secret for at most %d hosts".formatted(MOST_HOSTS));
    }
    if (!uses(deployment, settings, policy.gateway())) {
      return Optional.of(
          "a Secret where one of its gateways is %s, which has the HTTPS servers"
              .formatted(policy.gateway()));
    }
    // What is wrong with the hosts is told by the rules for hosts.
    return hosts.stream().allMatch(Hosts::isHost)
            && !policy.allows(deployment.namespace(), secret, hosts)
        ? Optional.of(
            "what the setting gateway.tls.grants lets namespace '%s' use for these hosts"
                .formatted(deployment.namespace()))
        : Optional.empty();
  }

  private static boolean uses(
      SeldonDeployment deployment, RoutingSettings settings, String gateway) {
    return Gateways.named(deployment, settings).values().stream()
        .anyMatch(name -> name.toString().equals(gateway));
  }

  private static Finding finding(SeldonDeployment deployment, String secret, String allowed) {
    return new Finding(deployment.annotationPath(Annotations.ISTIO_TLS_SECRET), secret, allowed);
  }
}
