/**
 * The annotations that routes are made of: what each is called, where it stands, how its value is
 * written, and what becomes of it. One form reads each kind of value. Pure.
 */
package io.seldoningress.annotation;
