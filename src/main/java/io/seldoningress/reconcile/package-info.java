/**
 * The steps that the routes name, between a key and the objects that are applied: thin adapters
 * around the pure packages.
 *
 * <p>{@code snapshot} gathers what the caches show, {@code plan} decides, {@code report} tells
 * people, {@code rivals} and {@code owners} say which SeldonDeployments to look at again, {@code
 * failures} sorts errors. Each is documented as a user of the routes needs it: what it takes as
 * body and headers and what it gives.
 */
package io.seldoningress.reconcile;
