/**
 * The Gateway that the controller keeps: which HTTPS servers it has, with which Secrets, and why
 * others are refused. Pure: everything is decided of what is given.
 */
package io.seldoningress.gateway;
