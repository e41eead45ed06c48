package io.seldoningress.istio;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Map;

/** What ties a generated object to its SeldonDeployment. */
public final class Ownership {

  private Ownership() {}

  /**
   * The metadata of a generated object: name, namespace, controller, and labels and annotations
   * with those that are passed on.
   */
  static ObjectMeta metadata(SeldonDeployment deployment, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(deployment.namespace())
        .withLabels(labels(deployment))
        .withAnnotations(annotations(deployment))
        .withOwnerReferences(ownerReference(deployment))
        .build();
  }

  /**
   * The metadata of an object that says who may call, without what is passed on: an {@code
   * istio.io/rev} would hide it from sidecars, and an {@code istio.io/dry-run} take its force.
   */
  static ObjectMeta accessMetadata(SeldonDeployment deployment) {
    return new ObjectMetaBuilder()
        .withName(Names.access(deployment))
        .withNamespace(deployment.namespace())
        .withLabels(Labels.of(Names.virtualService(deployment)))
        .withOwnerReferences(ownerReference(deployment))
        .build();
  }

  private static Map<String, String> labels(SeldonDeployment deployment) {
    Map<String, String> labels = PassedOnMetadata.labels(deployment);
    labels.putAll(Labels.of(Names.virtualService(deployment)));
    return labels;
  }

  /** Null for none, so that nothing is written. */
  private static Map<String, String> annotations(SeldonDeployment deployment) {
    Map<String, String> annotations = PassedOnMetadata.annotations(deployment);
    return annotations.isEmpty() ? null : annotations;
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
