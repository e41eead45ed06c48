package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Comparator;
import java.util.Optional;

/** Who wrote an object, from {@code metadata.managedFields}. */
final class FieldManagers {

  private FieldManagers() {}

  /**
   * The manager that wrote an object last, its status apart, of those other than one's own.
   *
   * @param metadata the object's metadata
   * @param own one's own field manager
   */
  static Optional<String> lastOther(ObjectMeta metadata, String own) {
    if (metadata.getManagedFields() == null) {
      return Optional.empty();
    }
    return metadata.getManagedFields().stream()
        .filter(entry -> entry.getManager() != null && !entry.getManager().equals(own))
        .filter(entry -> entry.getSubresource() == null || entry.getSubresource().isEmpty())
        // RFC 3339 in UTC, of one length: the order of the texts is that of the times.
        .max(Comparator.comparing(FieldManagers::time))
        // The same few names come with every object.
        .map(entry -> entry.getManager().intern());
  }

  private static String time(ManagedFieldsEntry entry) {
    return entry.getTime() == null ? "" : entry.getTime();
  }
}
