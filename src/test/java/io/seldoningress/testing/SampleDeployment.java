package io.seldoningress.testing;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;

/** The simplest SeldonDeployment, for tests that are not about what is in one. */
public final class SampleDeployment {

  private SampleDeployment() {}

  /** One that is called {@code income}, with one predictor {@code main}. */
  public static GenericKubernetesResource in(String namespace) {
    return Serialization.unmarshal(
        """
        apiVersion: machinelearning.seldon.io/v1
        kind: SeldonDeployment
        metadata: {name: income, namespace: "%s"}
        spec: {predictors: [{name: main, graph: {name: classifier}}]}
        """
            .formatted(namespace),
        GenericKubernetesResource.class);
  }
}
