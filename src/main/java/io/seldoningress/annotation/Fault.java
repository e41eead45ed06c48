package io.seldoningress.annotation;

/**
 * One thing that is wrong in the value of an annotation.
 *
 * @param path where in the value, for example {@code [0].headers}; empty for a value of one part
 * @param value what is written there
 * @param allowed what is allowed there, in words
 */
public record Fault(String path, String value, String allowed) {}
