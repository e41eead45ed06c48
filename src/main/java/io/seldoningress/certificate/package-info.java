/**
 * What a TLS Secret of a gateway holds, checked as istiod and Envoy would find it, without its
 * private key. Pure: the entries of a Secret in, a {@link TlsCertificate} out; no client, no clock,
 * no log. Whoever can write a Secret chooses every byte of it, so nothing here throws, and nothing
 * takes long.
 */
package io.seldoningress.certificate;
