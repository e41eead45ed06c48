package io.seldoningress.component.apply;

import io.seldoningress.component.informer.ResourceKey;
import java.time.Duration;
import java.util.Optional;

/**
 * An object that somebody else changes back each time that it is put right, and that is left as it
 * is for a while.
 *
 * @param kind its kind
 * @param key which object
 * @param manager the field manager of the other one; empty where the object tells of none, as one
 *     that is deleted each time does
 * @param retryAfter when it is to be put right again
 */
public record Contest(
    String kind, ResourceKey key, Optional<String> manager, Duration retryAfter) {}
