package io.seldoningress.seldon;

/**
 * A named port of a container.
 *
 * @param name never empty
 * @param number as written, so possibly out of range; 0 where there is none
 */
public record ContainerPort(String name, int number) {}
