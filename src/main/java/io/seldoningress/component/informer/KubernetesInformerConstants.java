package io.seldoningress.component.informer;

import org.apache.camel.spi.Metadata;

/**
 * The headers of the component. Their names are those of camel-kubernetes where it has the same.
 */
public final class KubernetesInformerConstants {

  @Metadata(
      description =
          "The namespace of the object; empty for an object of the cluster. The producer takes it for the object to wake, if the body is no key.",
      javaType = "String")
  public static final String NAMESPACE = "CamelKubernetesNamespaceName";

  @Metadata(
      description =
          "The name of the object. The producer takes it for the object to wake, if the body is no key.",
      javaType = "String")
  public static final String NAME = "CamelKubernetesInformerName";

  @Metadata(
      label = "consumer",
      description =
          "Whether the object exists: MODIFIED with the object as the body, or DELETED without a body.",
      javaType = "String",
      enums = "MODIFIED,DELETED")
  public static final String EVENT_ACTION = "CamelKubernetesEventAction";

  @Metadata(
      label = "consumer",
      description = "The resource of the object as group/version/plural.",
      javaType = "String")
  public static final String RESOURCE = "CamelKubernetesInformerResource";

  /** The exchange property that holds the {@link Turn}. */
  public static final String TURN = "CamelKubernetesInformerTurn";

  /** Value of {@link #EVENT_ACTION}. */
  public static final String MODIFIED = "MODIFIED";

  /** Value of {@link #EVENT_ACTION}. */
  public static final String DELETED = "DELETED";

  private KubernetesInformerConstants() {}
}
