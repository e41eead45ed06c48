/**
 * The settings of the controller: a closed list of typed parameters, read once at the start from a
 * properties file and the environment into one immutable value. Whatever is wrong with them is told
 * at once and stops the start.
 */
package io.seldoningress.settings;
