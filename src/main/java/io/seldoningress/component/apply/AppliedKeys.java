package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of labels and annotations that a field manager applied to an object, from {@code
 * metadata.managedFields}: what it leaves out next time goes away.
 *
 * @param labels keys of labels
 * @param annotations keys of annotations
 */
record AppliedKeys(Set<String> labels, Set<String> annotations) {

  /**
   * The keys of a manager's server-side apply; null when the metadata does not tell of managed
   * fields.
   */
  static AppliedKeys of(ObjectMeta metadata, String manager) {
    if (metadata.getManagedFields() == null || metadata.getManagedFields().isEmpty()) {
      return null;
    }
    return metadata.getManagedFields().stream()
        .filter(entry -> manager.equals(entry.getManager()) && "Apply".equals(entry.getOperation()))
        .filter(entry -> entry.getSubresource() == null || entry.getSubresource().isEmpty())
        .findFirst()
        .map(AppliedKeys::of)
        .orElse(new AppliedKeys(Set.of(), Set.of()));
  }

  private static AppliedKeys of(ManagedFieldsEntry entry) {
    Map<?, ?> fields =
        entry.getFieldsV1() == null ? Map.of() : entry.getFieldsV1().getAdditionalProperties();
    Map<?, ?> metadata = child(fields, "f:metadata");
    return new AppliedKeys(
        keys(child(metadata, "f:labels")), keys(child(metadata, "f:annotations")));
  }

  private static Map<?, ?> child(Map<?, ?> fields, String name) {
    return fields.get(name) instanceof Map<?, ?> child ? child : Map.of();
  }

  /** FieldsV1 writes a field as {@code f:name}; the entry {@code .} stands for the map itself. */
  private static Set<String> keys(Map<?, ?> fields) {
    return fields.keySet().stream()
        .map(Object::toString)
        .filter(name -> name.startsWith("f:"))
        // The same few keys come with every object.
        .map(name -> name.substring(2).intern())
        .collect(Collectors.toUnmodifiableSet());
  }
}
