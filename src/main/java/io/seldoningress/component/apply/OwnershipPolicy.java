package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Optional;

/**
 * Decides whether an object that is there already may be written. Asked before each write to an
 * existing object.
 */
@FunctionalInterface
public interface OwnershipPolicy {

  /** What an existing object is to the one who wants to write it. */
  enum Ownership {
    /** It may be written. */
    OURS,
    /** It may be written after its controller reference was replaced by the writer's. */
    ABANDONED,
    /** It belongs to somebody else and is left alone. */
    FOREIGN
  }

  /**
   * Decides.
   *
   * @param existing the object in the cluster
   * @param owner the controller reference that the writer wants it to have
   */
  Ownership decide(ObservedObject existing, Optional<OwnerReference> owner);

  /** Objects are ours when they have the same controller, by uid. */
  static OwnershipPolicy sameController() {
    return (existing, owner) ->
        existing.controller().map(OwnerReference::getUid).equals(owner.map(OwnerReference::getUid))
            ? Ownership.OURS
            : Ownership.FOREIGN;
  }
}
