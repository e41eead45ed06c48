package io.seldoningress.istio;

import io.seldoningress.seldon.SeldonDeployment;
import java.util.List;
import java.util.Optional;

/**
 * What SeldonDeployments may say of who may call them.
 *
 * @param issuers the issuers that they may name
 * @param gatewayNamespace the namespace of the pods of the ingress gateway
 */
public record AccessPolicy(List<AccessIssuer> issuers, String gatewayNamespace) {

  public AccessPolicy {
    issuers = List.copyOf(issuers);
  }

  /** The issuer of a name that SeldonDeployments of a namespace may use; the first one counts. */
  public Optional<AccessIssuer> issuer(String named, String namespace) {
    return issuers.stream()
        .filter(one -> one.issuer().equals(named) && one.isFor(namespace))
        .findFirst();
  }

  /**
   * Whether a SeldonDeployment is beside the ingress gateway. Policies there are none of its own:
   * as a rule it is Istio's root namespace, where a policy is in force for pods of all namespaces,
   * and the gateway would be taken for one of the SeldonDeployment's own pods.
   */
  public boolean isAtGateway(SeldonDeployment deployment) {
    return deployment.namespace().equals(gatewayNamespace);
  }
}
