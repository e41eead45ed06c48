package io.seldoningress.component.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * The body of {@code kubernetes-apply:condition}: one condition that is to be merged into those of
 * an object.
 *
 * @param object the object as it was observed, of a class that has a {@link ConditionTarget}
 * @param place where the condition goes in that state of it
 * @param condition the condition
 */
public record ConditionUpdate(
    HasMetadata object, ConditionPlace place, ObjectCondition condition) {}
