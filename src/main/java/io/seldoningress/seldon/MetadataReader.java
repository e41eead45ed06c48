package io.seldoningress.seldon;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/**
 * Reads the metadata that is needed. Left out on purpose are managedFields and the annotations of
 * others: kubectl's last-applied-configuration alone holds the whole object once more.
 */
final class MetadataReader {

  private MetadataReader() {}

  static ObjectMeta read(Fields metadata) {
    return new ObjectMetaBuilder()
        .withName(metadata.optionalText("name").orElse(null))
        .withNamespace(metadata.optionalText("namespace").orElse(null))
        .withUid(metadata.optionalText("uid").orElse(null))
        .withResourceVersion(metadata.optionalText("resourceVersion").orElse(null))
        .withGeneration(metadata.optionalLong("generation").orElse(null))
        .withCreationTimestamp(metadata.optionalText("creationTimestamp").orElse(null))
        .withDeletionTimestamp(metadata.optionalText("deletionTimestamp").orElse(null))
        .withLabels(metadata.texts("labels", name -> true))
        .withAnnotations(metadata.texts("annotations", name -> name.startsWith(Annotations.PREFIX)))
        .build();
  }
}
