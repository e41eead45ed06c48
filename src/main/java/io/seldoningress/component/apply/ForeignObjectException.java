package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.OwnerReference;

/**
 * An object of the wanted name belongs to somebody else; nothing was written. It lasts until that
 * object goes away.
 */
public final class ForeignObjectException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ForeignObjectException(ObservedObject existing) {
    super(describe(existing));
  }

  /** Who has the object, in words. */
  public static String describe(ObservedObject existing) {
    String owner =
        existing
            .controller()
            .map(controller -> "belongs to " + name(controller))
            .orElse("was made by somebody else (it has no controller)");
    return "%s %s/%s %s"
        .formatted(
            existing.getKind(),
            existing.getMetadata().getNamespace(),
            existing.getMetadata().getName(),
            owner);
  }

  private static String name(OwnerReference controller) {
    return controller.getKind() + " " + controller.getName();
  }
}
