package io.seldoningress.component.informer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Map;
import java.util.Set;

/**
 * The metadata of an object of any resource: {@code PartialObjectMetadata} of Kubernetes' API
 * (Kubernetes API concepts, "Metadata-only fetches"). Everything else of the object is dropped
 * while it is decoded, also where a server sends it unasked. It is never written to the API server.
 */
@Group("meta.k8s.io")
@Version("v1")
@Kind("PartialObjectMetadata")
@JsonIgnoreProperties(ignoreUnknown = true)
// Field by field; what it inherits would choose a class by the object's apiVersion and kind.
@JsonDeserialize(using = JsonDeserializer.None.class)
public final class ObjectMetadata implements HasMetadata {

  /**
   * Annotations in which tools keep the object as they applied it, and with that the data of a
   * Secret in clear: of kubectl, kapp, Rancher and Banzai Cloud's object matcher.
   */
  private static final Set<String> WHOLE_OBJECTS =
      Set.of(
          "kubectl.kubernetes.io/last-applied-configuration",
          "kapp.k14s.io/original",
          "objectset.rio.cattle.io/applied",
          "banzaicloud.com/last-applied");

  private ObjectMeta metadata;

  /**
   * Reads an object.
   *
   * @param metadata its metadata, of which what holds its data is dropped; null for none
   */
  @JsonCreator
  ObjectMetadata(@JsonProperty("metadata") ObjectMeta metadata) {
    this.metadata = metadata == null ? new ObjectMeta() : metadata;
    if (this.metadata.getAnnotations() != null) {
      this.metadata.getAnnotations().entrySet().removeIf(ObjectMetadata::mayHoldObject);
    }
    // The largest part of many objects' metadata: it would be most of the cache.
    this.metadata.setManagedFields(null);
    // What fabric8 does not know of metadata may be anything.
    this.metadata.getAdditionalProperties().clear();
  }

  /** Other tools keep objects under other names, most of them as JSON. */
  private static boolean mayHoldObject(Map.Entry<String, String> annotation) {
    return WHOLE_OBJECTS.contains(annotation.getKey())
        || (annotation.getValue() != null && annotation.getValue().contains("{"));
  }

  @Override
  public ObjectMeta getMetadata() {
    return metadata;
  }

  @Override
  public void setMetadata(ObjectMeta metadata) {
    this.metadata = metadata;
  }

  @Override
  public void setApiVersion(String version) {
    // Fixed by the class.
  }

  /** Which object in which version; annotations may be long, and are not for logs. */
  @Override
  public String toString() {
    return "metadata of %s in version %s"
        .formatted(ResourceKey.of(this), metadata.getResourceVersion());
  }
}
