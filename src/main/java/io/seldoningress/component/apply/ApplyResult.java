package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.component.informer.ResourceKey;

/**
 * What became of an object.
 *
 * @param outcome what was done
 * @param kind its kind
 * @param key which object
 */
public record ApplyResult(Outcome outcome, String kind, ResourceKey key) {

  /** What was done with an object. */
  public enum Outcome {
    /** It was as it should be; no request was made. */
    NOOP,
    /** It was not there. */
    CREATED,
    /** It was different. */
    PATCHED,
    /** It was there and should not be. */
    DELETED,
    /** Somebody else keeps changing it back; no request was made, a later one is. */
    CONTESTED
  }

  static ApplyResult of(Outcome outcome, HasMetadata object) {
    return new ApplyResult(outcome, object.getKind(), ResourceKey.of(object));
  }
}
