package io.seldoningress.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Optional;

/**
 * The object that an Event is about.
 *
 * @param apiVersion its group and version
 * @param kind its kind
 * @param namespace its namespace, where the Event is as well
 * @param name its name
 * @param uid its uid
 */
public record EventSubject(
    String apiVersion, String kind, String namespace, String name, String uid) {

  /** An object of which the API server has told its metadata. */
  static EventSubject of(HasMetadata object) {
    return of(object.getApiVersion(), object.getKind(), object.getMetadata());
  }

  /** An object of which the metadata alone is known. */
  static EventSubject of(String apiVersion, String kind, ObjectMeta metadata) {
    return new EventSubject(
        apiVersion,
        kind,
        Optional.ofNullable(metadata.getNamespace()).orElse(""),
        metadata.getName(),
        metadata.getUid());
  }

  @Override
  public String toString() {
    return kind + " " + namespace + "/" + name;
  }
}
