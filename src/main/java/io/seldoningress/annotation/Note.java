package io.seldoningress.annotation;

/**
 * What a reader has to know of an annotation, one cell of the reference table each.
 *
 * @param goesTo the field of an Istio object that it ends in
 * @param unset what holds where it is not there
 * @param example a value
 * @param text what it does, in a sentence or two
 */
public record Note(String goesTo, String unset, String example, String text) {}
