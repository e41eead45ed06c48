package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.seldoningress.component.informer.ResourceKey;
import java.util.Optional;

/**
 * What became of an object.
 *
 * @param outcome what was done
 * @param cause why
 * @param kind its kind
 * @param key which object
 * @param by who undid what was written, where the cause is drift and the cluster tells
 */
public record ApplyResult(
    Outcome outcome, Cause cause, String kind, ResourceKey key, Optional<String> by) {

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

  /** Why an object is written. */
  public enum Cause {
    /** It is not. */
    NONE,
    /** It is wanted and was not there. */
    NEW,
    /** It is wanted in another way than it was. */
    CHANGED,
    /** The same was written before, and somebody undid it. */
    DRIFT,
    /** It is not wanted any more. */
    STALE;

    private static Cause of(Outcome outcome) {
      return switch (outcome) {
        case CREATED -> NEW;
        case PATCHED -> CHANGED;
        case DELETED -> STALE;
        case NOOP, CONTESTED -> NONE;
      };
    }
  }

  static ApplyResult of(Outcome outcome, HasMetadata object) {
    return new ApplyResult(
        outcome, Cause.of(outcome), object.getKind(), ResourceKey.of(object), Optional.empty());
  }

  static ApplyResult of(Contests.Written written, HasMetadata object, Optional<String> by) {
    ApplyResult result = of(written.outcome(), object);
    return written.again() && result.cause() != Cause.NONE
        ? new ApplyResult(result.outcome(), Cause.DRIFT, result.kind(), result.key(), by)
        : result;
  }
}
