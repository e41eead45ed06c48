package io.seldoningress.reconcile;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.apply.OwnershipPolicy;
import io.seldoningress.istio.Labels;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Map;
import java.util.Optional;

/**
 * A Gateway is ours when its labels say that this program made it, for this controller id. For all
 * other objects another policy decides.
 */
public final class GatewayOwnership implements OwnershipPolicy {

  private final String controllerId;
  private final OwnershipPolicy others;

  /**
   * @param controllerId the id of this controller
   * @param others decides about objects that are no Gateways
   */
  public GatewayOwnership(String controllerId, OwnershipPolicy others) {
    this.controllerId = controllerId;
    this.others = others;
  }

  @Override
  public Ownership decide(ObservedObject existing, Optional<OwnerReference> owner) {
    if (!(existing instanceof ObservedGateway)) {
      return others.decide(existing, owner);
    }
    Map<String, String> labels =
        Optional.ofNullable(existing.getMetadata().getLabels()).orElse(Map.of());
    boolean ours =
        Labels.MANAGER.equals(labels.get(Labels.MANAGED_BY))
            && controllerId.equals(labels.getOrDefault(SeldonDeployment.CONTROLLER_ID_LABEL, ""))
            && existing.controller().isEmpty();
    return ours ? Ownership.OURS : Ownership.FOREIGN;
  }
}
