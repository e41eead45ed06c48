/**
 * Computes the Istio objects of a SeldonDeployment, as the Seldon operator 1.18 does where that is
 * right. Pure: a SeldonDeployment and settings in, objects out; no client, no clock, no
 * environment.
 */
package io.seldoningress.istio;
