package io.seldoningress.istio;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.seldoningress.seldon.SeldonDeployment;

/** What ties a generated object to its SeldonDeployment. */
public final class Ownership {

  private Ownership() {}

  /** The metadata of a generated object: name, namespace, labels and controller. */
  static ObjectMeta metadata(SeldonDeployment deployment, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(deployment.namespace())
        .withLabels(Labels.of(Names.virtualService(deployment)))
        .withOwnerReferences(ownerReference(deployment))
        .build();
  }

  /**
   * The reference that makes the SeldonDeployment the controller, equal to the Seldon operator's.
   */
  public static OwnerReference ownerReference(SeldonDeployment deployment) {
    return new OwnerReferenceBuilder()
        .withApiVersion(SeldonDeployment.API_VERSION)
        .withKind(SeldonDeployment.KIND)
        .withName(deployment.name())
        .withUid(deployment.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }
}
