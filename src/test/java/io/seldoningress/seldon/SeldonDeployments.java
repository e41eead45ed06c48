package io.seldoningress.seldon;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** SeldonDeployments for tests, decoded as the informers decode them. */
public final class SeldonDeployments {

  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
  private static final LoadSettings YAML = LoadSettings.builder().build();

  private SeldonDeployments() {}

  public static SeldonDeployment fromYaml(String yaml) {
    return SERIALIZATION.unmarshal(json(yaml), SeldonDeployment.class);
  }

  /** YAML as JSON. Fabric8 itself takes a text that begins with a brace for JSON. */
  public static String json(String yaml) {
    return SERIALIZATION.asJson(new Load(YAML).loadFromString(yaml));
  }

  /** One named {@code m} in the namespace {@code models}, with the fields of its spec in YAML. */
  public static SeldonDeployment withSpec(String spec) {
    return named("m", spec);
  }

  public static SeldonDeployment named(String name, String spec) {
    return fromYaml(
        """
        apiVersion: machinelearning.seldon.io/v1
        kind: SeldonDeployment
        metadata:
          name: "%s"
          namespace: models
          uid: 8d0f7b1c
        spec: {%s}
        """
            .formatted(name, spec));
  }

  /** One with these predictors, a list of YAML's flow style without its brackets. */
  public static SeldonDeployment withPredictors(String predictors) {
    return withSpec("predictors: [" + predictors + "]");
  }

  /** A sound one with an annotation in its spec. */
  public static SeldonDeployment annotated(String annotation, String value) {
    return withSpec(
        "annotations: {%s: \"%s\"}, predictors: [{name: a}]".formatted(annotation, value));
  }
}
