package io.seldoningress.component.informer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListMeta;
import java.util.List;

/**
 * A list of the metadata of objects. Of no objects kube-apiserver says {@code "items": null}, which
 * fabric8's informers do not take.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonDeserialize(using = JsonDeserializer.None.class)
final class ObjectMetadataList implements KubernetesResourceList<ObjectMetadata> {

  private static final long serialVersionUID = 1L;

  private final ListMeta metadata;
  private final transient List<ObjectMetadata> items;

  /**
   * @param metadata version and continuation of the list
   * @param items the objects; null for none
   */
  @JsonCreator
  ObjectMetadataList(
      @JsonProperty("metadata") ListMeta metadata,
      @JsonProperty("items") List<ObjectMetadata> items) {
    this.metadata = metadata;
    this.items = items == null ? List.of() : items;
  }

  @Override
  public ListMeta getMetadata() {
    return metadata;
  }

  @Override
  public List<ObjectMetadata> getItems() {
    return items;
  }
}
