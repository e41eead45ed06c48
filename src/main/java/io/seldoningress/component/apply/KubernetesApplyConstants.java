package io.seldoningress.component.apply;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public final class KubernetesApplyConstants {

  @Metadata(
      label = "producer",
      description =
          "What became of the object: its kind, namespace, name and NOOP, CREATED, PATCHED, DELETED or CONTESTED.",
      javaType = "io.seldoningress.component.apply.ApplyResult")
  public static final String RESULT = "CamelKubernetesApplyResult";

  private KubernetesApplyConstants() {}
}
