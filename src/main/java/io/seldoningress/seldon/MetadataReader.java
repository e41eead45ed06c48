package io.seldoningress.seldon;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;

/**
 * Reads the metadata that is needed. Left out on purpose are managedFields and the annotations of
 * others, but for those that are passed on: kubectl's last-applied-configuration alone holds the
 * whole object once more.
 */
final class MetadataReader {

  private MetadataReader() {}

  static ObjectMeta read(Fields metadata, PassedOn passedOn) {
    return new ObjectMetaBuilder()
        .withName(metadata.optionalText("name").orElse(null))
        .withNamespace(metadata.optionalText("namespace").orElse(null))
        .withUid(metadata.optionalText("uid").orElse(null))
        .withResourceVersion(metadata.optionalText("resourceVersion").orElse(null))
        .withGeneration(metadata.optionalLong("generation").orElse(null))
        .withCreationTimestamp(metadata.optionalText("creationTimestamp").orElse(null))
        .withDeletionTimestamp(metadata.optionalText("deletionTimestamp").orElse(null))
        .withLabels(metadata.texts("labels", name -> true))
        .withAnnotations(annotations(metadata, passedOn))
        .build();
  }

  private static Map<String, String> annotations(Fields metadata, PassedOn passedOn) {
    Map<String, String> annotations = metadata.texts("annotations", MetadataReader::isOurs);
    metadata
        .texts("annotations", name -> passedOn.contains(name) && !isOurs(name))
        .forEach((name, value) -> annotations.put(name, PassedOn.kept(value)));
    return annotations;
  }

  private static boolean isOurs(String name) {
    return name.startsWith(Annotations.PREFIX);
  }
}
