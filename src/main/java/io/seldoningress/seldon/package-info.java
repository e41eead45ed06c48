/**
 * The part of a SeldonDeployment (Seldon Core v1) that routes are made of, read from JSON so that
 * one wrongly typed field spoils neither the object nor the list it came in. Pure: no client, no
 * clock.
 */
package io.seldoningress.seldon;
