/**
 * Finds what is wrong with a SeldonDeployment before anything is made of it. One refused
 * VirtualService can stop the route table of a whole gateway, so nothing that Istio or Envoy would
 * refuse may pass. Pure.
 */
package io.seldoningress.checks;
