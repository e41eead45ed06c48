package io.seldoningress.faults;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** The Lease of the controllers. */
final class Leases {

  private Leases() {}

  /** Who leads, by the name that it was given; empty when nobody does. */
  static String holder(KubernetesClient client) {
    Lease lease =
        client
            .leases()
            .inNamespace(FaultFixture.OWN_NAMESPACE)
            .withName("seldon-istio-ingress")
            .get();
    return Optional.ofNullable(lease)
        .map(one -> one.getSpec().getHolderIdentity())
        .map(holder -> holder.replaceFirst("_.*", ""))
        .orElse("");
  }
}
