package io.seldoningress.reconcile;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.seldoningress.component.apply.ObservedObject;
import io.seldoningress.component.apply.OwnershipPolicy;
import io.seldoningress.component.informer.ResourceCache;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.istio.Labels;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Map;
import java.util.Optional;

/**
 * An object is ours when its controller is the SeldonDeployment that wants it, whoever wrote it:
 * the Seldon operator's are adopted so. It is abandoned when its controller is a SeldonDeployment
 * that is gone, or a younger one, which loses the name. One that this program made and that has no
 * controller any more is ours as well. Everything else is somebody else's.
 */
public final class SeldonOwnership implements OwnershipPolicy {

  private final ResourceCache<SeldonDeployment> deployments;

  public SeldonOwnership(ResourceCache<SeldonDeployment> deployments) {
    this.deployments = deployments;
  }

  @Override
  public Ownership decide(ObservedObject existing, Optional<OwnerReference> owner) {
    OwnerReference controller = existing.controller().orElse(null);
    if (owner.isEmpty()) {
      return Ownership.FOREIGN;
    }
    if (controller == null) {
      return isOrphan(existing) ? Ownership.OURS : Ownership.FOREIGN;
    }
    if (controller.getUid().equals(owner.get().getUid())) {
      return Ownership.OURS;
    }
    String namespace = existing.getMetadata().getNamespace();
    return isSeldonDeployment(controller) && givesWay(namespace, controller, owner.get())
        ? Ownership.ABANDONED
        : Ownership.FOREIGN;
  }

  /** What {@code kubectl delete --cascade=orphan} left, or a backup brought back. */
  private static boolean isOrphan(ObservedObject existing) {
    Map<String, String> labels = existing.getMetadata().getLabels();
    return labels != null && Labels.MANAGER.equals(labels.get(Labels.MANAGED_BY));
  }

  private boolean givesWay(String namespace, OwnerReference controller, OwnerReference owner) {
    Optional<SeldonDeployment> theirs = living(namespace, controller);
    if (theirs.isEmpty()) {
      return true;
    }
    return living(namespace, owner)
        .map(ours -> Seniority.isSenior(ours, theirs.get()))
        .orElse(false);
  }

  private Optional<SeldonDeployment> living(String namespace, OwnerReference reference) {
    return deployments
        .get(new ResourceKey(namespace, reference.getName()))
        .filter(deployment -> reference.getUid().equals(deployment.getMetadata().getUid()));
  }

  /** Whether an owner is a SeldonDeployment, of whatever version. */
  static boolean isSeldonDeployment(OwnerReference controller) {
    return SeldonDeployment.KIND.equals(controller.getKind())
        && controller.getApiVersion().startsWith(SeldonDeployment.GROUP + "/");
  }
}
