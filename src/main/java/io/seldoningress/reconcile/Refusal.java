package io.seldoningress.reconcile;

/**
 * One thing that keeps a SeldonDeployment from being routed.
 *
 * @param reason which sort
 * @param message what it is and what to do, in one line
 */
public record Refusal(Reason reason, String message) {}
