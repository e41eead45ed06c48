package io.seldoningress.reconcile;

import java.util.Optional;

/**
 * What became of the TLS Secret that a SeldonDeployment names.
 *
 * @param decided whether that is decided; it is within milliseconds, by the Gateway's own turn
 * @param problem why its hosts are not served with it; empty where they are
 */
public record ClaimState(boolean decided, Optional<String> problem) {}
