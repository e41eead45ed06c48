package io.seldoningress.component.apply;

/**
 * A condition in {@code status.conditions} of an object, as it shall be.
 *
 * @param type which condition: the list has one of each type
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason why, in one word in CamelCase
 * @param message for people
 * @param lastTransitionTime when the status became what it is (RFC 3339)
 */
public record ObjectCondition(
    String type, String status, String reason, String message, String lastTransitionTime) {}
